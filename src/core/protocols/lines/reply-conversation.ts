import type { Message } from "../message.js";
import type { Direction, MovedBytes } from "../moved-bytes.js";
import type { Conversation, ConversationStart, StreamProgress } from "../protocol.js";
import { openReply } from "./open-reply.js";
import type { ReplyGrammar } from "./reply-grammar.js";
import { ReplyReader } from "./reply-reader.js";

/** A connection of a text protocol: only the replies are read, and only what is under way is reported. */
export class ReplyConversation implements Conversation {
  readonly #answers: Direction;
  readonly #reader: ReplyReader;

  constructor(
    private readonly grammar: ReplyGrammar,
    { role, isOlder }: Pick<ConversationStart, "role" | "isOlder">,
  ) {
    this.#answers = role === "client" ? "in" : "out";
    this.#reader = new ReplyReader(grammar, isOlder);
  }

  moved(direction: Direction, bytes: MovedBytes): void {
    if (direction === this.#answers) this.#reader.take(bytes);
  }

  miss(): void {
    this.#reader.lose();
  }

  open(): readonly Message[] {
    return openReply(this.#reader, this.grammar);
  }

  get progress(): StreamProgress | null {
    return this.#reader.progress;
  }
}
