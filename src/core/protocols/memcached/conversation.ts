import { ReplyConversation } from "../lines/reply-conversation.js";
import type { Message } from "../message.js";
import type { Direction, MovedBytes } from "../moved-bytes.js";
import type { Conversation, ConversationStart, StreamProgress } from "../protocol.js";
import { isBinary } from "./packet-format.js";
import { PacketReader } from "./packets.js";
import { MemcachedReplies } from "./replies.js";

/** A connection of memcached. The first byte that is seen says whether it speaks the text protocol or the binary one. */
export class MemcachedConversation implements Conversation {
  readonly #answers: Direction;
  #text: ReplyConversation | null = null;
  #binary: PacketReader | null = null;
  /** True if bytes went by that were not seen. */
  #isLate: boolean;

  constructor(private readonly start: ConversationStart) {
    this.#answers = start.role === "client" ? "in" : "out";
    this.#isLate = start.isOlder;
  }

  moved(direction: Direction, bytes: MovedBytes): void {
    if (this.#text === null && this.#binary === null) this.#begin(bytes.show(0, 1)[0]);
    if (direction === this.#answers) this.#binary?.take(bytes);
    this.#text?.moved(direction, bytes);
  }

  miss(): void {
    this.#isLate = true;
    this.#text?.miss();
    this.#binary?.lose();
  }

  open(): readonly Message[] {
    return this.#binary?.open() ?? this.#text?.open() ?? [];
  }

  get progress(): StreamProgress | null {
    return (this.#binary ?? this.#text)?.progress ?? null;
  }

  #begin(first: number | undefined): void {
    if (first === undefined) this.#isLate = true;
    else if (isBinary(first)) this.#binary = new PacketReader(this.#isLate);
    else this.#text = new ReplyConversation(new MemcachedReplies(), { role: this.start.role, isOlder: this.#isLate });
  }
}
