import type { BlindSpotCode } from "../blind-spot.js";
import type { Message } from "../message.js";
import type { Direction, MovedBytes } from "../moved-bytes.js";
import type { Conversation, ConversationStart, Protocol, StreamProgress } from "../protocol.js";
import { AnsweringSide } from "./answering-side.js";
import { AskingSide } from "./asking-side.js";
import { Http2Connection } from "./connection.js";
import { openMessage, settleHidden } from "./open-messages.js";
import { Side } from "./side.js";
import { sniffHttp2 } from "./sniff.js";

/** HTTP/2 in the clear (RFC 9113), begun with prior knowledge or by an upgrade of HTTP/1 (h2c, RFC 7540, section 3.2). */
export const http2: Protocol = {
  name: "http/2",
  sniff: sniffHttp2,
  begin: (start) => new Http2Conversation(start),
};

/** The two directions of a connection. Each stream that the asking side opens has an answer, and is judged by itself. */
class Http2Conversation implements Conversation {
  readonly #connection: Http2Connection;
  readonly #asks: Side;
  readonly #answers: Side;
  readonly #answersGo: Direction;
  requestsHiddenOn = 0;

  constructor(start: ConversationStart) {
    this.#connection = new Http2Connection(start);
    const connection = this.#connection;
    this.#answers = new Side(connection.answerFormat, start.isOlder, new AnsweringSide(connection));
    const asking = new AskingSide(connection, () => settleHidden(connection, this.#answers));
    this.#asks = new Side(connection.askFormat, start.isOlder, asking);
    this.#answersGo = start.role === "client" ? "in" : "out";
  }

  moved(direction: Direction, bytes: MovedBytes): void {
    if (direction === this.#answersGo) this.#answers.take(bytes);
    else this.#ask(bytes);
  }

  #ask(bytes: MovedBytes): void {
    const { lostAsks } = this.#connection;
    const wasLost = this.#asks.isLost;
    this.#asks.take(bytes);
    if (wasLost || this.#connection.lostAsks > lostAsks) this.requestsHiddenOn = bytes.line;
  }

  miss(why: BlindSpotCode): void {
    this.#asks.miss(why);
    this.#answers.miss(why);
  }

  get asked(): number {
    return this.#connection.asked;
  }

  get begun(): number {
    return this.#connection.begun;
  }

  get progress(): StreamProgress | null {
    return this.#answers.progress;
  }

  get areAnswersInStep(): boolean {
    return !this.#answers.isLost;
  }

  open(isAtEnd = true): readonly Message[] {
    if (isAtEnd) {
      this.#asks.finish();
      this.#answers.finish();
    }
    const messages: Message[] = [];
    for (const stream of this.#connection.streams.all()) {
      const message = openMessage(stream, this.#connection, this.#answers.underWay);
      if (message !== null) messages.push(message);
    }
    return messages;
  }
}
