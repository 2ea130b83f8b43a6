import type { BlindSpotCode } from "../blind-spot.js";
import { FrameReader } from "../frames/frame-reader.js";
import type { Message } from "../message.js";
import type { Direction, MovedBytes } from "../moved-bytes.js";
import type { Conversation, ConversationStart, StreamProgress } from "../protocol.js";
import { ApplicationSide } from "./application-side.js";
import type { RecordUnderWay } from "./open-request.js";
import { OpenRequests } from "./open-requests.js";
import { answeringRecords, askingRecords, type FastCgiRecord } from "./record.js";
import { WebServerSide } from "./web-server-side.js";

/** A connection between a web server, which asks, and an application, which answers. */
export class FastCgiConversation implements Conversation {
  readonly #answerDirection: Direction;
  readonly #requests: OpenRequests;
  readonly #webServer: WebServerSide;
  readonly #application: ApplicationSide;
  readonly #asks: FrameReader<FastCgiRecord>;
  readonly #answers: FrameReader<FastCgiRecord>;
  /** Bytes that the side that answers has sent. */
  #answered = 0;

  constructor({ role, isOlder, decided }: ConversationStart) {
    this.#answerDirection = role === "client" ? "in" : "out";
    this.#requests = new OpenRequests(decided);
    this.#webServer = new WebServerSide(this.#requests, () => this.#answers.find(), isOlder);
    this.#application = new ApplicationSide(this.#requests, this.#webServer, isOlder);
    this.#asks = new FrameReader(askingRecords, this.#webServer, isOlder);
    this.#answers = new FrameReader(answeringRecords, this.#application, isOlder);
  }

  moved(direction: Direction, bytes: MovedBytes): void {
    if (this.#requests.isGivenUp) return;
    if (direction === this.#answerDirection) this.#answer(bytes);
    else this.#ask(bytes);
  }

  miss(why: BlindSpotCode): void {
    this.#asks.lose();
    this.#answers.lose();
    this.#webServer.miss();
    this.#application.miss(why);
    for (const request of this.#requests.all()) request.miss(why);
  }

  get progress(): StreamProgress | null {
    const { step, frame, left } = this.#answers;
    if (step === "lost" || this.#answered === 0) return null;
    return { accepted: this.#answered, declared: this.#answered + (frame ? left : 0) };
  }

  get asked(): number {
    return this.#requests.begun;
  }

  get begun(): number {
    return this.#application.begun;
  }

  get areAnswersInStep(): boolean {
    return this.#answers.step !== "lost";
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
    this.#answered += bytes.length;
    const wasInHead = this.#answers.step === "in-head";
    this.#answers.take(bytes);
    if (this.#answers.step === "lost") this.#application.hideRest(bytes, wasInHead);
  }

  #recordUnderWay(): RecordUnderWay | null {
    const head = this.#answers.frame;
    if (head === null) return null;
    return { head, line: this.#application.line, movedBytes: head.bodyBytes - this.#answers.left };
  }
}
