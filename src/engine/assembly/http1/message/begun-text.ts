/** A text that is not whole yet. */
import { copyBytes } from "../../blocks";
import { endsWith } from "../../bytes";
import { GrowingText } from "../../heap/growing-text";
import { endOfHead } from "../head/head";
import { endOfLine, isAfterReturn, readTrailers, trailers } from "./message-bytes";
import { ParserState } from "./states";

/** More characters than the end of a head has in front of its last one. */
const TAIL_BEFORE: usize = 3;

/** The end of what came before, and the beginning of a new part. */
const seam: usize = memory.data(64 + 64);

/**
 * A head, a chunk's size, the line end after its data or the trailers. Its parts may come byte by byte, so its end is looked for in the
 * new part only: to search them all each time would take the square of the time.
 */
@unmanaged
export class BegunText extends GrowingText {
  /** How far the trailers are. */
  private trailers: i32;

  get isEmpty(): bool {
    return this.length === 0;
  }

  /** It begins anew, with the text p..end. */
  restart(p: usize, end: usize): void {
    this.clear();
    this.trailers = 0;
    this.add(p, end);
  }

  /** One more part, in which the text does not end. */
  append(due: ParserState, p: usize, end: usize): void {
    this.add(p, end);
    if (due !== ParserState.Trailers) return;
    readTrailers(this.trailers, p, end);
    this.trailers = trailers.state;
  }

  copyFrom(other: BegunText): void {
    this.clear();
    this.add(other.start, other.end);
    this.trailers = other.trailers;
  }

  /** Where in a new part p..end the text is whole; 0: it is not whole with this part. */
  endIn(due: ParserState, p: usize, end: usize): usize {
    if (due === ParserState.Trailers) {
      readTrailers(this.trailers, p, end);
      return trailers.end;
    }
    if (due !== ParserState.Head) return endOfLine(p, end);
    const atSeam = this.endAtSeam(p, end);
    return atSeam !== 0 ? atSeam : endOfHead(p, end);
  }

  /** The end of a head that began with the last characters so far. */
  private endAtSeam(p: usize, end: usize): usize {
    if (this.length === 0) return 0;
    const before = min<usize>(TAIL_BEFORE, this.length);
    const part = copyBytes(seam, this.end - before, this.end);
    const found = endOfHead(seam, copyBytes(part, p, min(end, p + TAIL_BEFORE)));
    return found === 0 ? 0 : p + (found - part);
  }

  /** True if the text, which ends with CR, is whole with an LF after it. */
  isWholeWithNewline(due: ParserState): bool {
    if (due === ParserState.Trailers) return isAfterReturn(this.trailers);
    return due !== ParserState.Head || endsWith(this.start, this.end, "\r\n\r");
  }
}
