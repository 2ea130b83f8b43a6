import type { BlindSpotCode } from "../blind-spot.js";
import type { Response } from "../exchange.js";
import { FrameReader } from "../frames/frame-reader.js";
import type { Message, MessageEnd, MessageSign } from "../message.js";
import type { Direction, MovedBytes } from "../moved-bytes.js";
import type { Conversation, ConversationStart } from "../protocol.js";
import {
  CLOSE,
  CONTINUATION,
  FROM_CLIENT,
  FROM_SERVER,
  isControl,
  isControlOnly,
  type WebSocketHead,
} from "./frame-format.js";

/** Bytes of the head of a close frame that a server sends, and of the status in its body. */
const HEAD = 2;
const STATUS = 2;

/**
 * One WebSocket connection. Its one message is all that the server sends. It is over with the server's close frame: whatever
 * comes after that, its peer discards (RFC 6455, section 1.4).
 */
export class WebSocketConversation implements Conversation {
  readonly #answers: Direction;
  readonly #fromServer: FrameReader<WebSocketHead>;
  readonly #fromClient: FrameReader<WebSocketHead>;
  /** Whether a message of several frames is under way; `unknown` after a gap. */
  #fragments: "none" | "open" | "unknown" = "none";
  #isDataLast = false;
  #isClosed = false;
  /** The body of the client's close frame, in bytes, if it has sent one, and nothing since: it has said that it reads no more. */
  #clientClose: number | null = null;
  /** The kernel refused frames of control, and nothing else, and took no byte since. */
  #wasControlRefused = false;
  /** Bytes of the server's last call, and how many at its end are hidden if a frame begins with them. */
  #callBytes = 0;
  #hiddenTail = 0;
  /** Bytes of all bodies; null after a gap. */
  #bodyBytes: number | null = 0;
  /** The line of the call that carried the server's first byte, or the head that changed the protocol (101); null before it. */
  #firstLine: number | null = null;
  /** The line on which the last frame began. */
  #frameLine = 0;
  #gap: BlindSpotCode | null;

  constructor(private readonly start: ConversationStart) {
    this.#answers = start.role === "client" ? "in" : "out";
    this.#gap = start.isOlder ? "attached-mid-connection" : null;
    if (start.isOlder) this.#afterGap();
    this.#fromServer = new FrameReader(
      FROM_SERVER,
      {
        head: (head, line) => this.#begin(head, line),
        body: (_, __, ___, length) => {
          if (this.#bodyBytes !== null) this.#bodyBytes += length;
        },
        end: (head) => this.#end(head),
        lost: (isHidden, at) => {
          this.#lose(isHidden ? "head-cut-by-string-limit" : "other-protocol");
          this.#hiddenTail = isHidden ? this.#callBytes - at : 0;
        },
        found: () => this.#afterGap(),
      },
      start.isOlder,
    );
    const nothing = (): void => {};
    this.#fromClient = new FrameReader(
      FROM_CLIENT,
      {
        head: nothing,
        body: nothing,
        end: ({ opcode, bodyBytes }) => {
          this.#clientClose = opcode === CLOSE ? bodyBytes : null;
        },
        lost: nothing,
        found: nothing,
      },
      start.isOlder,
    );
  }

  moved(direction: Direction, bytes: MovedBytes): void {
    if (this.#isClosed) return;
    if (direction !== this.#answers) {
      if (bytes.length > 0) this.#clientClose = null;
      this.#fromClient.take(bytes);
      return;
    }
    this.#firstLine ??= bytes.line;
    this.#wasControlRefused = false;
    this.#callBytes = bytes.length;
    this.#hiddenTail = 0;
    const wasInHead = this.#fromServer.step === "in-head";
    this.#fromServer.take(bytes);
    if (this.#fromServer.step === "in-head" && !wasInHead) this.#frameLine = bytes.line;
  }

  refused(bytes: MovedBytes): void {
    this.#wasControlRefused = this.#fromServer.step === "between" && isControlOnly(bytes);
  }

  miss(why: BlindSpotCode): void {
    this.#fromServer.lose();
    this.#fromClient.lose();
    this.#clientClose = null;
    this.#hiddenTail = 0;
    this.#lose(why);
  }

  open(): readonly Message[] {
    return this.#isClosed ? [] : [this.#message(this.#standing())];
  }

  #begin({ opcode }: WebSocketHead, line: number): void {
    this.#frameLine = line;
    if (isControl(opcode) || this.#fragments === "unknown") return;
    // the frames of two messages of data never mix (RFC 6455, section 5.4)
    if ((opcode === CONTINUATION) === (this.#fragments === "open")) return;
    this.#fromServer.lose();
    this.#lose("other-protocol");
  }

  #end({ opcode, isFinal }: WebSocketHead): void {
    this.#isDataLast = !isControl(opcode);
    if (this.#isDataLast) this.#fragments = isFinal ? "none" : "open";
    if (opcode === CLOSE) this.#close();
  }

  /** A close frame within a message of several frames gives that message up. */
  #close(): void {
    const end = this.#fragments === "open" ? "dropped" : "whole";
    this.start.decided(this.#message(end));
    this.#isClosed = true;
    this.#fromServer.lose(); // what the same call moved besides is not read either
  }

  #lose(spot: BlindSpotCode): void {
    this.#gap = spot;
    this.#bodyBytes = null;
  }

  /** What was under way before a gap is not known. */
  #afterGap(): void {
    this.#bodyBytes = null;
    this.#fragments = "unknown";
    this.#isDataLast = false;
  }

  #standing(): MessageEnd {
    const { step } = this.#fromServer;
    if (step === "lost") return "lost";
    const isUnderWay = this.#isInFrame || this.#fragments === "open";
    if (!isUnderWay) return "unmarked";
    if (this.#clientClose !== null) return "cancelled";
    return this.#isInFrame ? "cut" : "unended";
  }

  /** True within a head, or within a frame of data. */
  get #isInFrame(): boolean {
    const { step, frame } = this.#fromServer;
    return step === "in-head" || (frame !== null && !isControl(frame.opcode));
  }

  /** True if the hidden bytes at the end are as many as a close frame that answers the client's: with its body, or its status alone. */
  get #endsUnseen(): boolean {
    const body = this.#clientClose;
    return body !== null && (this.#hiddenTail === HEAD + body || (body > 0 && this.#hiddenTail === HEAD + STATUS));
  }

  #message(end: MessageEnd): Message {
    const { frame } = this.#fromServer;
    const isInControl = frame !== null && isControl(frame.opcode);
    const isLost = end === "lost" && !this.#endsUnseen;
    return {
      request: this.start.upgraded,
      response: this.#response(),
      stream: null,
      end,
      signs: this.#signs(end),
      owesMarkAlone: isInControl || this.#wasControlRefused,
      blindSpots: isLost && this.#gap !== null ? [this.#gap] : [],
    };
  }

  #signs(end: MessageEnd): MessageSign[] {
    const signs: MessageSign[] = this.#isInFrame ? ["in-frame"] : [];
    if (end === "unmarked" && this.#isDataLast) signs.push("data-last");
    if (end === "lost" && this.#endsUnseen) signs.push("unseen-end");
    if (this.#clientClose !== null) signs.push("peer-left");
    return signs;
  }

  #response(): Response | null {
    if (this.#firstLine === null) return null;
    const { left } = this.#fromServer;
    const frame = this.#isInFrame ? this.#fromServer.frame : null;
    const bodyBytes = frame ? frame.bodyBytes - left : this.#bodyBytes;
    return {
      status: null,
      line: this.#isInFrame ? this.#frameLine : this.#firstLine,
      framing: "websocket-frames",
      declaredBytes: frame?.bodyBytes ?? null,
      acceptedBytes: this.#isInFrame && !frame ? 0 : bodyBytes, // a head without its end has no body yet
      isAtMost: false,
      misfitBytes: 0,
    };
  }
}
