import type { BlindSpotCode } from "../blind-spot.js";
import { FrameReader } from "../frames/frame-reader.js";
import type { Message } from "../message.js";
import type { Direction, MovedBytes } from "../moved-bytes.js";
import type { Conversation, ConversationStart } from "../protocol.js";
import { AnsweringSide } from "./answering-side.js";
import { AskingSide } from "./asking-side.js";
import type { RecordUnderWay } from "./open-request.js";
import { OpenRequests } from "./open-requests.js";
import { answeringRecords, askingRecords, type RecordHead } from "./record.js";

/** A connection between a web server, which asks, and an application, which answers. */
export class FastCgiConversation implements Conversation {
  readonly #answerDirection: Direction;
  readonly #requests: OpenRequests;
  readonly #asking: AskingSide;
  readonly #answering: AnsweringSide;
  readonly #asks: FrameReader<RecordHead>;
  readonly #answers: FrameReader<RecordHead>;

  constructor({ role, isOlder, decided }: ConversationStart) {
    this.#answerDirection = role === "client" ? "in" : "out";
    this.#requests = new OpenRequests(decided);
    this.#asking = new AskingSide(this.#requests, () => this.#answers.find(), isOlder);
    this.#answering = new AnsweringSide(this.#requests, this.#asking, isOlder);
    this.#asks = new FrameReader(askingRecords, this.#asking, isOlder);
    this.#answers = new FrameReader(answeringRecords, this.#answering, isOlder);
  }

  moved(direction: Direction, bytes: MovedBytes): void {
    if (this.#requests.isGivenUp) return;
    if (direction === this.#answerDirection) this.#answer(bytes);
    else this.#ask(bytes);
  }

  miss(why: BlindSpotCode): void {
    this.#asks.lose();
    this.#answers.lose();
    this.#asking.miss();
    this.#answering.miss(why);
    for (const request of this.#requests.all()) request.miss(why);
  }

  get begun(): number {
    return this.#answering.begun;
  }

  open(): readonly Message[] {
    const messages: Message[] = [];
    const record = this.#recordUnderWay();
    for (const request of this.#requests.all()) {
      const isUnanswered = !request.response.isBegun && record?.head.id !== request.id;
      // A request that was not read whole need not be answered.
      if (!isUnanswered || request.isRead) messages.push(request.open(record));
    }
    return messages;
  }

  #ask(bytes: MovedBytes): void {
    this.#asks.take(bytes);
    if (this.#asks.step !== "lost") return;
    for (const request of this.#requests.all()) {
      if (request.mayHaveEnded) request.mayBeAnother = true;
      if (request.line !== bytes.line) request.mayBeAborted = true;
    }
  }

  #answer(bytes: MovedBytes): void {
    const wasInHead = this.#answers.step === "in-head";
    this.#answers.take(bytes);
    if (this.#answers.step === "lost") this.#answering.hideRest(bytes, wasInHead);
  }

  #recordUnderWay(): RecordUnderWay | null {
    const head = this.#answers.frame;
    if (head === null) return null;
    return { head, line: this.#answering.line, movedBytes: head.bodyBytes - this.#answers.left };
  }
}
