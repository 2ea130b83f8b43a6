import type { DataEvent } from "../../core/protocols/exchange.js";
import { isOneChunk, mayHoldIn, sizeLineOf, wholeCall } from "../../core/protocols/http1/chunks/hidden-chunks.js";
import type { VisibleBytes } from "../../core/sockets/event.js";
import { maskChunkSize } from "./heads.js";

/** A size line in a stream that is lost, whose chunk has not ended yet. */
interface Announced {
  readonly event: DataEvent;
  readonly at: number;
  readonly text: string;
  /** The buffers of the call that begin with it. */
  readonly pieces: readonly VisibleBytes[];
  /** Bytes until the chunk ends, from its size line on. */
  left: number;
}

/** What ends a chunk (RFC 9112 section 7.1). */
const CRLF = "\r\n";

/** A buffer that goes by: it begins at offset `start` of its event. */
interface Passing {
  readonly event: DataEvent;
  readonly piece: VisibleBytes;
  readonly start: number;
}

/** Takes what is to be printed in place of bytes of an event, from offset `at` on. */
type Print = (event: DataEvent, at: number, bytes: string) => void;

/**
 * The size lines by which the parser may find a lost stream again: in front of a buffer, for a chunk that goes on after the
 * call. A size whose chunk ends within the stream stays. A larger number may be
 * anything that stands by itself on a line: another takes its place, which is as long and too large as well.
 */
export class LostSizes {
  #announced: Announced | null = null;

  constructor(private readonly print: Print) {}

  /** Some bytes of an event that belong to what is lost, from offset `at` on. */
  take(event: DataEvent, at: number, length: number): void {
    let start = 0;
    for (const [index, piece] of event.pieces.entries()) {
      const from = Math.max(at, start);
      const to = Math.min(at + length, start + piece.length);
      if (from < to) {
        if (from === start && this.#announced === null) this.#look(event, index, start);
        this.#pass({ event, piece, start }, from, to);
      }
      start += piece.length;
    }
  }

  /** The stream is found, or over. */
  end(): void {
    const announced = this.#announced;
    this.#announced = null;
    if (!announced) return;
    const { event, at, text, pieces, left } = announced;
    const hasEnded = left <= CRLF.length; // the CRLF after the data may stand in front of the next chunk
    this.print(event, at, maskChunkSize(hasEnded ? text : tooLarge(text, pieces)));
  }

  #look(event: DataEvent, index: number, at: number): void {
    const pieces = event.pieces.slice(index);
    const { line, size, end, length } = sizeLineOf(wholeCall(pieces));
    if (line === 0 || size === 0 || !Number.isSafeInteger(end) || end + CRLF.length <= length) return;
    const text = pieces
      .map(({ seen }) => seen)
      .join("")
      .slice(0, line);
    this.#announced = { event, at, text, pieces, left: end + CRLF.length };
  }

  #pass({ event, piece, start }: Passing, from: number, to: number): void {
    const announced = this.#announced;
    if (!announced) return;
    const crlf = from + announced.left - CRLF.length;
    const isNone = !mayHoldIn(piece, CRLF, crlf - start); // what looked like a size line
    const [first, end] = [Math.max(from, crlf), Math.min(to, crlf + CRLF.length, start + piece.seen.length)];
    if (!isNone && first < end) this.print(event, first, CRLF.slice(first - crlf, end - crlf));
    announced.left -= to - from;
    if (announced.left > 0 && !isNone) return;
    this.#announced = null;
    this.print(announced.event, announced.at, maskChunkSize(announced.text));
  }
}

/** The line with a number of as many digits that no stream is long enough for if it is not for the line's own. */
function tooLarge(line: string, pieces: readonly VisibleBytes[]): string {
  return line.replace(/[1-9a-fA-F][0-9a-fA-F]*/, (digits, at: number) => {
    for (const digit of "fedcba987654321") {
      const larger = digit === "f" ? largest(digits.length, line.length) : `f${digit.repeat(digits.length - 1)}`;
      if (!endsAlike(line.replace(digits, larger), pieces) && larger >= digits.toLowerCase()) return larger;
    }
    return line.slice(at, at + digits.length);
  });
}

function largest(digits: number, line: number): string {
  const all = "f".repeat(digits);
  return Number.isSafeInteger(Number.parseInt(all, 16) + line) ? all : `1${all.slice(1)}`;
}

/** True if the line's end stands in front of another buffer, and there would be the size of a chunk that fills the call. */
function endsAlike(line: string, pieces: readonly VisibleBytes[]): boolean {
  let start = 0;
  const printed = pieces.map(({ seen, length }) => {
    const from = start;
    start += seen.length;
    return { seen: line.slice(from, start) + seen.slice(Math.max(0, line.length - from)), length };
  });
  return printed.some((_piece, index) => index > 0 && isOneChunk(wholeCall(printed.slice(index))));
}
