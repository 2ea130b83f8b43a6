import type { BlindSpotCode } from "../blind-spot.js";
import type { MessageEnd, MessageSign } from "../message-facts.js";
import type { ConversationStart } from "../protocol.js";
import { FIRST_MOST_BYTES, Http2FrameFormat, MOST_BYTES } from "./frame-format.js";
import { type HiddenBytes, type Http2Stream, newStream, noHiddenBytes, type StreamStart } from "./stream.js";
import { Http2Streams } from "./streams.js";
import { isGrpc, streamEndOf, streamMessage } from "./verdicts.js";
import { Windows } from "./windows.js";

/** What both sides of a connection know of each other. */
export class Http2Connection {
  readonly streams = new Http2Streams();
  readonly windows: Windows;
  readonly hidden: HiddenBytes = noHiddenBytes();
  readonly askFormat: Http2FrameFormat;
  readonly answerFormat: Http2FrameFormat;
  /** Why the frames of a side are not seen now; null if they are. */
  asksGap: BlindSpotCode | null;
  /** How often those of the asking side went out of sight. */
  lostAsks = 0;
  answersGap: BlindSpotCode | null;
  /** The last stream that the answering side will answer (GOAWAY); null if that is not known. */
  lastStream: number | null;
  /** The asking side has sent GOAWAY with an error: it wants none of what is under way. */
  hasAskerLeft = false;
  /** How many requests have come, and how many answers have begun. */
  asked = 0;
  begun = 0;
  /** The highest stream that it has answered: no GOAWAY refuses what is below (RFC 9113, section 6.8). */
  #highestAnswered = 0;

  constructor(private readonly start: ConversationStart) {
    const { isOlder, upgraded } = start;
    const gap = isOlder ? "attached-mid-connection" : null;
    this.asksGap = gap;
    this.answersGap = gap;
    this.lastStream = isOlder ? null : Number.POSITIVE_INFINITY;
    this.askFormat = new Http2FrameFormat(true, isOlder ? MOST_BYTES : FIRST_MOST_BYTES);
    // An upgrade brings settings along, in a field of its HTTP/1 request (RFC 7540, section 3.2.1): they are not seen here.
    this.answerFormat = new Http2FrameFormat(false, isOlder || upgraded ? MOST_BYTES : FIRST_MOST_BYTES);
    if (isOlder) this.promised(Number.POSITIVE_INFINITY);
    this.windows = new Windows(!isOlder, !isOlder && upgraded === null);
    this.streams.mayLackRequests = isOlder;
    this.streams.mayLackPromises = isOlder;
    if (upgraded !== null) this.open({ id: 1, request: upgraded, method: upgraded.method });
  }

  /** The blind spot of what is not known of a stream that says no reason itself. */
  get usualGap(): BlindSpotCode {
    return this.start.isOlder ? "attached-mid-connection" : "head-cut-by-string-limit";
  }

  /** The blind spot of bytes that are hidden, or no frames. */
  gapOf(isHidden: boolean): BlindSpotCode {
    if (isHidden) return "head-cut-by-string-limit";
    return this.start.isOlder ? "attached-mid-connection" : "other-protocol";
  }

  open(start: StreamStart): Http2Stream {
    const stream = newStream(start, this.hidden);
    if (this.answersGap !== null) this.hidden.shared++;
    stream.blindSpot = this.answersGap ?? this.asksGap;
    stream.mayHaveEnded = this.answersGap !== null;
    stream.mayBeCancelled = this.asksGap !== null;
    stream.isWindowKnown = this.asksGap === null;
    this.streams.open(stream);
    return stream;
  }

  /** The answering side promises a stream: they have even numbers (section 5.1.1). */
  promised(id: number): void {
    if (id % 2 === 1) return;
    for (const format of [this.askFormat, this.answerFormat])
      format.highestPromised = Math.max(format.highestPromised, id);
  }

  /** The stream of a frame of the answering side; null if it is over. */
  answered(id: number): Http2Stream | null {
    const known = this.streams.get(id);
    if (known !== undefined) return this.#noteAnswer(known);
    if (!this.streams.mayBeUnseen(id)) return null;
    const stream = this.open({ id, isPromised: id % 2 === 0 });
    // its beginning was not seen, nor what the answer had before
    stream.blindSpot ??= this.start.isOlder ? "attached-mid-connection" : "request-not-seen";
    stream.accepted = null;
    stream.isWindowKnown = false;
    return this.#noteAnswer(stream);
  }

  /** True if the answering side will not answer this request; null if a GOAWAY that says so may be hidden. */
  isRefused({ id, line }: Http2Stream): boolean | null {
    if (line !== null || id <= this.#highestAnswered) return false;
    return this.lastStream === null ? null : id > this.lastStream;
  }

  /** Frames of the answering side go by unseen: what is under way may have ended. */
  loseAnswers(gap: BlindSpotCode): void {
    this.answersGap = gap;
    for (const stream of this.streams.takeSeenAnswers()) {
      stream.blindSpot ??= gap;
      stream.mayHaveEnded = true;
      stream.lacksGrpcStatus = false;
    }
  }

  /** Frames of the asking side do: what is under way may be cancelled, and there may be more of it. */
  loseAsks(gap: BlindSpotCode): void {
    this.lostAsks++;
    this.asksGap = gap;
    this.hidden.shared++;
    for (const stream of this.streams.takeSeenAsks()) {
      stream.blindSpot ??= gap;
      stream.mayBeCancelled = true;
      stream.isWindowKnown = false;
    }
  }

  /** A frame shows that the answer goes on: its end was not among what went by unseen. */
  answersOn(stream: Http2Stream): void {
    stream.mayHaveEnded = false;
    this.streams.seenAnswers.add(stream);
  }

  /** A frame shows that the stream is not cancelled. */
  asksOn(stream: Http2Stream): void {
    stream.mayBeCancelled = false;
    this.streams.seenAsks.add(stream);
  }

  /** True if the traced program is the side that asks. */
  get isOwnAsk(): boolean {
    return this.start.role === "client";
  }

  /** END_STREAM of the answering side. */
  finish(stream: Http2Stream): void {
    const isWithoutStatus = isGrpc(stream) && stream.lacksGrpcStatus;
    this.decide(stream, streamEndOf(stream), isWithoutStatus ? ["no-grpc-status"] : []);
  }

  decide(stream: Http2Stream, end: MessageEnd, signs: readonly MessageSign[] = []): void {
    this.streams.close(stream.id);
    const isOwnCancel = this.isOwnAsk && end === "cancelled";
    this.start.decided(streamMessage(stream, end, this.usualGap, { signs, isOwnCancel }));
  }

  #noteAnswer(stream: Http2Stream): Http2Stream {
    if (stream.id % 2 === 1) this.#highestAnswered = Math.max(this.#highestAnswered, stream.id);
    return stream;
  }
}
