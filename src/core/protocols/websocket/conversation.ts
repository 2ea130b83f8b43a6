import type { BlindSpotCode } from "../blind-spot.js";
import { FrameReader } from "../frames/frame-reader.js";
import type { Message, MessageResponse } from "../message.js";
import type { MessageEnd, MessageSign } from "../message-facts.js";
import type { Direction, MovedBytes } from "../moved-bytes.js";
import type { Conversation, ConversationStart, StreamProgress } from "../protocol.js";
import { FROM_CLIENT, OPCODE, type WebSocketHead } from "./frame-format.js";
import { ServerSide } from "./server-side.js";

/** Bytes of the head of a close frame that a server sends, and of the status in its body (RFC 6455, section 5.5.1). */
const HEAD = 2;
const STATUS = 2;

/**
 * One WebSocket connection. Its one message is all that the server sends. It is over with the server's close frame: whatever
 * comes after that, its peer discards (RFC 6455, section 1.4).
 */
export class WebSocketConversation implements Conversation {
  readonly #answers: Direction;
  readonly #server: ServerSide;
  readonly #client: FrameReader<WebSocketHead>;
  /** The body of the client's close frame, in bytes, if it has sent one, and nothing since: it has said that it reads no more. */
  #clientClose: number | null = null;
  /** True if a close frame of the client may be among bytes that are hidden. */
  #mayBeClosed = false;
  #isOver = false;

  constructor(private readonly start: ConversationStart) {
    this.#answers = start.role === "client" ? "in" : "out";
    this.#server = new ServerSide(start.isOlder, () => this.#close());
    const nothing = (): void => {};
    this.#client = new FrameReader(
      FROM_CLIENT,
      {
        head: nothing,
        body: nothing,
        end: ({ opcode, bodyBytes }) => {
          this.#clientClose = opcode === OPCODE.close ? bodyBytes : null;
        },
        lost: nothing,
        found: nothing,
      },
      start.isOlder,
    );
  }

  moved(direction: Direction, bytes: MovedBytes): void {
    if (this.#isOver) return;
    if (direction === this.#answers) {
      this.#server.take(bytes);
      return;
    }
    if (bytes.length > 0) this.#clientClose = null;
    this.#client.take(bytes);
    this.#mayBeClosed = this.#client.step === "lost";
  }

  refused(bytes: MovedBytes): void {
    if (this.#answers === "out") this.#server.refuse(bytes);
  }

  miss(why: BlindSpotCode): void {
    this.#server.miss(why);
    this.#client.lose();
    this.#clientClose = null;
  }

  open(): readonly Message[] {
    return this.#isOver ? [] : [this.#message(this.#standing())];
  }

  get progress(): StreamProgress | null {
    return this.#server.progress;
  }

  /**
   * A close frame within a message of several frames gives that message up. The client did so if it has sent one: then the server need not
   * finish its message (RFC 6455, section 5.5.1).
   */
  #close(): void {
    const given = this.#clientClose === null ? "dropped" : "cancelled";
    this.start.decided(this.#message(this.#server.fragments === "open" ? given : "whole"));
    this.#isOver = true;
  }

  #standing(): MessageEnd {
    const { reader, isInData, fragments } = this.#server;
    if (reader.step === "lost") return "lost";
    if (!isInData && fragments !== "open") return "unmarked";
    if (this.#clientClose !== null) return "cancelled";
    if (this.#mayBeClosed) return "lost";
    return isInData ? "cut" : "unended";
  }

  /** True if the hidden bytes at the end are as many as a close frame that answers the client's: with its body, or its status alone. */
  get #endsUnseen(): boolean {
    const body = this.#clientClose;
    const { hiddenTail } = this.#server;
    return body !== null && (hiddenTail === HEAD + body || (body > 0 && hiddenTail === HEAD + STATUS));
  }

  #message(end: MessageEnd): Message {
    const { gap, isInControl, wasControlRefused } = this.#server;
    return {
      request: this.start.upgraded,
      response: this.#response(),
      stream: null,
      end,
      signs: this.#signs(end),
      owesNothing: isInControl || wasControlRefused || this.#mayBeClosed,
      ...(this.start.role === "client" && { isOwnCancel: true }),
      blindSpots: end === "lost" && !this.#endsUnseen ? [gap ?? "head-cut-by-string-limit"] : [],
    };
  }

  #signs(end: MessageEnd): MessageSign[] {
    const { isInData, isDataLast } = this.#server;
    const signs: MessageSign[] = isInData ? ["in-frame"] : [];
    if (end === "unmarked" && isDataLast) signs.push("data-last");
    if (end === "lost" && this.#endsUnseen) signs.push("unseen-end");
    if (this.#clientClose !== null) signs.push("peer-left");
    return signs;
  }

  /** Of a frame of data that is cut, its own sizes; otherwise the bytes of all bodies. */
  #response(): MessageResponse | null {
    const { reader, isInData, bodyBytes, firstLine, frameLine } = this.#server;
    if (firstLine === null) return null;
    const declaredBytes = (isInData && reader.frame?.bodyBytes) || null;
    const acceptedBytes = declaredBytes === null ? 0 : declaredBytes - reader.left; // a head that is cut has no body yet
    return {
      status: null,
      line: isInData ? frameLine : firstLine,
      framing: "websocket-frames",
      declaredBytes,
      acceptedBytes: isInData ? acceptedBytes : bodyBytes,
      isAtMost: false,
      misfitBytes: 0,
    };
  }
}
