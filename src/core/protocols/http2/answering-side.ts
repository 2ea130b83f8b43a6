import type { BlindSpotCode } from "../blind-spot.js";
import { requestOf } from "./asking-side.js";
import type { Http2Connection } from "./connection.js";
import { type Http2FrameHead, MOST_BYTES } from "./frame-format.js";
import * as type from "./frame-types.js";
import { uint31, uint32 } from "./frame-types.js";
import type { HeaderBlock, HeaderFields } from "./header-block.js";
import { eachSetting, MAX_FRAME_SIZE } from "./settings.js";
import type { ShownBytes } from "./shown-bytes.js";
import type { SideUser } from "./side.js";
import { isTunnel } from "./sizes.js";
import type { Http2Stream } from "./stream.js";
import { isBodiless, isUncounted, mayBeBodiless, mayBeWhole } from "./verdicts.js";

const BYTES_OF_A_NUMBER = 4;
const FIRST_FINAL_STATUS = 200;

/** What the side that answers sends. */
export class AnsweringSide implements SideUser {
  constructor(private readonly connection: Http2Connection) {}

  begins(head: Http2FrameHead, line: number): void {
    const stream = this.connection.answered(head.stream);
    if (head.type === type.DATA) this.connection.windows.send(head.bodyBytes, stream ?? undefined);
    if (stream === null) return;
    if (head.type === type.DATA && (head.flags & type.END_STREAM) === 0) this.#noteFrame(stream, head.bodyBytes);
    if (stream.line === null) this.connection.begun++;
    stream.line ??= line;
    this.connection.answersOn(stream);
    // a side that has read a cancellation begins no new frame
    if (this.connection.asksGap === null) this.connection.asksOn(stream);
  }

  /** A frame that closes a window may be smaller than the others. */
  #noteFrame(stream: Http2Stream, bytes: number): void {
    if (stream.frameBytes === 0) stream.frameBytes = bytes;
    else if (stream.frameBytes !== bytes && !this.connection.windows.isClosedFor(stream)) stream.frameBytes = null;
  }

  data(id: number, bytes: number | null): void {
    const stream = this.connection.streams.get(id);
    if (stream === undefined || stream.accepted === null) return;
    stream.accepted = bytes === null ? null : stream.accepted + bytes;
  }

  dataEnds(head: Http2FrameHead): void {
    const stream = this.connection.streams.get(head.stream);
    if (stream !== undefined && (head.flags & type.END_STREAM) !== 0) this.connection.finish(stream);
  }

  block({ stream: id, promised, endsStream, line, fields }: HeaderBlock): void {
    if (promised !== null) {
      this.#promise(promised, fields, line);
      return;
    }
    const stream = this.connection.streams.get(id);
    if (stream === undefined) return;
    readBlock(stream, fields);
    if (stream.line === null) this.connection.begun--; // it was an interim answer
    if (endsStream) this.connection.finish(stream);
  }

  control(head: Http2FrameHead, payload: ShownBytes): void {
    if (head.type === type.RST_STREAM) this.#drop(head.stream, payload);
    else if (head.type === type.GOAWAY) this.#goAway(payload);
    else if (head.type === type.SETTINGS) this.#settings(payload);
  }

  lost(isHidden: boolean): void {
    const { streams, asksGap, hidden } = this.connection;
    const isOneAlone = isHidden && streams.size === 1 && asksGap === null;
    if (!isOneAlone) hidden.shared++;
    this.#lose(this.connection.gapOf(isHidden));
  }

  miss(why: BlindSpotCode): void {
    this.connection.hidden.gaps++;
    this.#lose(why);
  }

  /** It may have answered, dropped, ended, promised and refused unseen. */
  #lose(gap: BlindSpotCode): void {
    const { connection } = this;
    connection.lastStream = null;
    connection.streams.mayLackPromises = true;
    connection.askFormat.mostBytes = MOST_BYTES;
    connection.loseAnswers(gap);
  }

  found(): void {
    this.connection.answersGap = null;
  }

  hid(bytes: number): void {
    this.connection.hidden.bytes += bytes;
  }

  /** A stream that is promised (RFC 9113, section 8.4). */
  #promise(id: number, fields: HeaderFields, line: number): void {
    if (id === 0) this.connection.streams.mayLackPromises = true;
    this.connection.promised(id);
    if (id === 0 || this.connection.streams.get(id) !== undefined) return;
    this.connection.open({ id, request: requestOf(fields, line), method: fields.method, isPromised: true });
  }

  /**
   * It gives a stream up. A request that it refuses was not begun, and is asked again elsewhere (sections 7 and 8.7): no answer is
   * owed to it. Nor is one to a promise.
   */
  #drop(id: number, payload: ShownBytes): void {
    const { streams } = this.connection;
    const stream = streams.get(id);
    if (stream === undefined) return;
    const code = payload.isWhole ? uint32(payload.bytes, 0) : null;
    const isRefusal = code === null ? null : code === type.REFUSED_STREAM || code === type.HTTP_1_1_REQUIRED;
    if (isTunnel(stream) || (stream.line === null && (stream.isPromised || isRefusal === true))) {
      streams.close(id);
      return;
    }
    if (isBodiless(stream)) {
      this.connection.decide(stream, "whole");
      return;
    }
    const isUnsure =
      mayBeWhole(stream) ||
      mayBeBodiless(stream) ||
      isUncounted(stream) ||
      stream.mayBeCancelled ||
      (stream.line === null && isRefusal === null);
    this.connection.decide(stream, isUnsure ? "lost" : "dropped");
  }

  /** It answers no streams above the last one that it names (section 6.8); a later GOAWAY may name a lower one. */
  #goAway(payload: ShownBytes): void {
    const { connection } = this;
    const isShown = payload.bytes.length >= BYTES_OF_A_NUMBER;
    const last = isShown ? uint31(payload.bytes, 0) : null;
    connection.lastStream = last === null ? null : Math.min(last, connection.lastStream ?? last);
  }

  #settings(payload: ShownBytes): void {
    const { askFormat } = this.connection;
    if (!payload.isWhole) askFormat.mostBytes = MOST_BYTES;
    eachSetting(payload.bytes, (id, value) => {
      if (id === MAX_FRAME_SIZE) askFormat.mostBytes = Math.max(askFormat.mostBytes, value);
    });
  }
}

/** Notes what a header block of an answer says: an interim answer, the head, or trailers (RFC 9113, section 8.1). */
function readBlock(stream: Http2Stream, fields: HeaderFields): void {
  const { status, contentLength, contentType, isWhole } = fields;
  if (status !== null && status < FIRST_FINAL_STATUS) {
    stream.line = null; // the answer itself has not begun
    return;
  }
  stream.lacksGrpcStatus = isWhole && !fields.hasGrpcStatus;
  const isHead = status !== null && stream.status === null;
  if (!isHead && stream.hasHead) return; // trailers
  stream.hasHead = true;
  stream.contentType = contentType ?? (isHead && isWhole ? "" : null);
  // A successful CONNECT has no content-length that counts (RFC 9110, section 8.6).
  stream.declared = stream.method === "CONNECT" ? null : contentLength;
  stream.isDeclaredKnown = contentLength !== null || (isHead && isWhole) || stream.method === "CONNECT";
  if (isHead) {
    stream.status = status;
    stream.accepted = 0; // no byte of a body comes before the head
    stream.hiddenBefore = stream.hidden.bytes;
    stream.gapsBefore = stream.hidden.gaps;
  }
}
