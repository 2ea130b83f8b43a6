import type { BlindSpotCode } from "../blind-spot.js";
import type { Message, MessageResponse } from "../message.js";
import type { MessageEnd, MessageSign } from "../message-facts.js";
import type { Direction, MovedBytes } from "../moved-bytes.js";
import type { Conversation, ConversationFacts, ConversationStart, Protocol, StreamProgress } from "../protocol.js";
import { LastTurn } from "./last-turn.js";
import { recordFormat } from "./record-head.js";
import { TlsSide } from "./side.js";

const HANDSHAKE = 22;
const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;
/** Where the type of a handshake message stands: after the head of its record. */
const HANDSHAKE_TYPE_AT = 5;

/**
 * TLS (RFC 8446, RFC 5246): the heads of records are in the clear, so it is known when a stream ends within a record, or between two
 * without an alert. What the records carry is not known.
 */
export const tls: Protocol = {
  name: "tls",
  sniff(first) {
    if (recordFormat.headOf(first) === null) return null;
    if (first[0] !== HANDSHAKE) return "either";
    const type = first[HANDSHAKE_TYPE_AT];
    if (type === undefined || type === CLIENT_HELLO) return "asks";
    return type === SERVER_HELLO ? "answers" : "either";
  },
  begin: (start) => new TlsConversation(start),
};

class TlsConversation implements Conversation {
  readonly #asks: TlsSide;
  readonly #answers: TlsSide;
  readonly #answering: Direction;
  readonly #lastTurn = new LastTurn();

  constructor(private readonly start: ConversationStart) {
    this.#asks = new TlsSide(start.isOlder, () => this.#answers.mayBeAnswered);
    this.#answers = new TlsSide(start.isOlder, () => this.#asks.mayBeAnswered);
    this.#answering = start.role === "client" ? "in" : "out";
  }

  moved(direction: Direction, bytes: MovedBytes): void {
    if (direction === this.#answering) {
      this.#lastTurn.answer(bytes.line, bytes.length);
      this.#answers.take(bytes);
    } else {
      if (!this.#asks.isAlert(bytes)) this.#lastTurn.ask(bytes.line);
      this.#asks.take(bytes);
    }
  }

  refused(bytes: MovedBytes): void {
    if (this.#answering === "out") this.#answers.refuse(bytes);
  }

  miss(why: BlindSpotCode): void {
    this.#lastTurn.miss();
    this.#asks.miss(why);
    this.#answers.miss(why);
  }

  /** All that the side sends that answers is one message: nothing in the clear parts one response from the next. */
  open(): readonly Message[] {
    const answers = this.#answers;
    if (answers.total === 0 || answers.isOther) return [];
    const end = this.#end();
    if (end === null) return [];
    const signs = this.#signs(end);
    const blindSpots = answers.lostBy === null ? [] : [answers.lostBy];
    const owesNothing = answers.givenUp === null && (answers.wasAlertRefused || answers.isWithinAlert);
    const discardedBytes = answers.afterAlert.bytes;
    const turn = this.#mayMultiplex ? null : this.#lastTurn.turn(answers.hasSaidEnd);
    return [
      {
        request: null,
        response: this.#response(end),
        stream: null,
        end,
        signs,
        blindSpots,
        owesNothing,
        discardedBytes,
        ...(turn && { turn }),
      },
    ];
  }

  get progress(): StreamProgress | null {
    const { reader, total, lostBy } = this.#answers;
    return lostBy === null && total > 0
      ? { accepted: total, declared: total + (reader.frame ? reader.left : 0) }
      : null;
  }

  /** The server's choice of a protocol is in the clear up to TLS 1.2. */
  get facts(): ConversationFacts {
    const asked = this.#asks.hello;
    const chosen = this.#answers.hello?.applicationProtocols ?? [];
    return {
      serverName: asked?.serverName ?? null,
      applicationProtocols: chosen.length > 0 ? chosen : (asked?.applicationProtocols ?? []),
    };
  }

  /** True if several requests may be under way at a time, which HTTP/2 allows: then nothing says which bytes answer which. */
  get #mayMultiplex(): boolean {
    const { hello, isHelloWhole } = this.#asks;
    if (hello === null || !isHelloWhole) return true;
    const isChosen = this.#answers.hello?.applicationProtocols.includes("http/1.1") === true;
    return hello.applicationProtocols.includes("h2") && !isChosen;
  }

  /** Null if the connection ended before its client asked for something. */
  #end(): MessageEnd | null {
    const { reader, lostBy, hasSaidEnd, givenUp } = this.#answers;
    if (givenUp !== null) return "cut";
    if (lostBy !== null) return "lost";
    if (reader.step !== "between" && !this.#answers.isWithinAlert) return "cut";
    if (hasSaidEnd) return "whole";
    return this.#mayHaveAsked ? "unmarked" : null;
  }

  get #mayHaveAsked(): boolean {
    return this.start.isOlder || this.#asks.wasLost || this.#asks.data.count > 0;
  }

  #signs(end: MessageEnd): MessageSign[] {
    const signs: MessageSign[] = this.#answers.afterAlert.bytes > 0 ? ["data-after-end"] : [];
    if (this.#asks.hasSaidEnd) signs.push("peer-left");
    if (end === "cut") signs.push("in-frame");
    if (end === "unmarked" && this.#answers.last?.content === "application-data") signs.push("data-last");
    return signs;
  }

  /** Of a record that is cut, its own sizes; otherwise all bytes that were moved. */
  #response(end: MessageEnd): MessageResponse {
    const { reader, total, firstLine, givenUp } = this.#answers;
    const record = givenUp?.head ?? reader.frame;
    const declaredBytes = end === "cut" && record !== null ? record.bodyBytes : null;
    const acceptedBytes = declaredBytes === null ? total : declaredBytes - (givenUp?.left ?? reader.left);
    return {
      status: null,
      line: firstLine,
      framing: "tls-records",
      declaredBytes,
      acceptedBytes,
      isAtMost: false,
      misfitBytes: 0,
    };
  }
}
