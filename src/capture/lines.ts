/**
 * Takes one line: `bytes[start..end)`, without LF or CRLF. The bytes are only valid during the call.
 *
 * `pid` is the thread of the file, if the capture has one file for each thread; otherwise null. `isCut` is true for a
 * last line without a newline: the capture may have ended within it.
 */
export type LineSink = (bytes: Buffer, start: number, end: number, pid: number | null, isCut: boolean) => void;

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Cuts a stream of chunks into lines. It looks for newlines in the bytes and decodes nothing. */
export class LineSplitter {
  #rest: Buffer[] = [];
  readonly #sink: LineSink;

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  push(chunk: Buffer): void {
    let start = 0;
    for (let newline = chunk.indexOf(NEWLINE); newline >= 0; newline = chunk.indexOf(NEWLINE, start)) {
      if (this.#rest.length > 0) this.#flush(chunk.subarray(start, newline), false);
      else this.#line(chunk, start, newline, false);
      start = newline + 1;
    }
    // a copy, because the stream may use the chunk's memory again
    if (start < chunk.length) this.#rest.push(Buffer.from(chunk.subarray(start)));
  }

  /** Ends the input. A last line without a newline counts as a line. */
  finish(): void {
    if (this.#rest.length > 0) this.#flush(Buffer.alloc(0), true);
  }

  #flush(tail: Buffer, isCut: boolean): void {
    const line = Buffer.concat([...this.#rest, tail]);
    this.#rest = [];
    this.#line(line, 0, line.length, isCut);
  }

  #line(bytes: Buffer, start: number, end: number, isCut: boolean): void {
    const hasReturn = end > start && bytes[end - 1] === RETURN;
    this.#sink(bytes, start, hasReturn ? end - 1 : end, null, isCut);
  }
}
