import type { DataEvent } from "../../core/protocols/exchange.js";
import { sizeLineOf, wholeCall } from "../../core/protocols/http1/chunks/hidden-chunks.js";
import { maskChunkSize } from "./heads.js";

/** A size line in a stream that is lost, whose chunk has not ended yet. */
interface Announced {
  readonly event: DataEvent;
  readonly at: number;
  readonly text: string;
  /** Bytes until the chunk ends, from its size line on. */
  left: number;
}

/** The length of what ends a chunk, in bytes. */
const CRLF = 2;

/** Takes what is to be printed in place of bytes of an event, from offset `at` on. */
type Print = (event: DataEvent, at: number, bytes: string) => void;

/**
 * The size lines by which the parser may find a lost stream again: in front of a buffer, for a chunk that goes on after the
 * call (core/protocols/http1/chunks/chunk-search.ts). A size whose chunk ends within the stream stays. A larger number may be
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
        this.#pass(to - from);
      }
      start += piece.length;
    }
  }

  /** The stream is found, or over. */
  end(): void {
    const announced = this.#announced;
    this.#announced = null;
    if (!announced) return;
    const { event, at, text, left } = announced;
    const hasEnded = left <= CRLF; // the CRLF after the data may stand in front of the next chunk
    this.print(event, at, maskChunkSize(hasEnded ? text : tooLarge(text)));
  }

  #look(event: DataEvent, index: number, at: number): void {
    const pieces = event.pieces.slice(index);
    const { line, size, end, length } = sizeLineOf(wholeCall(pieces));
    if (line === 0 || size === 0 || !Number.isSafeInteger(end) || end + CRLF <= length) return;
    const text = pieces
      .map(({ seen }) => seen)
      .join("")
      .slice(0, line);
    this.#announced = { event, at, text, left: end + CRLF };
  }

  #pass(bytes: number): void {
    const announced = this.#announced;
    if (!announced) return;
    announced.left -= bytes;
    if (announced.left > 0) return;
    this.#announced = null;
    this.print(announced.event, announced.at, maskChunkSize(announced.text));
  }
}

/** The line with a number of as many digits that no stream is long enough for if it is not for the line's own. */
function tooLarge(line: string): string {
  return line.replace(/[1-9a-fA-F][0-9a-fA-F]*/, ({ length }) => {
    const largest = "f".repeat(length);
    return Number.isSafeInteger(Number.parseInt(largest, 16) + line.length) ? largest : `1${largest.slice(1)}`;
  });
}
