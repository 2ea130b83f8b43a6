/**
 * What a sink hears beside the text of the lines. `missing`, of a file of `-ff`: there is no such line, and lines were left out
 * before the next one. `lost`, of such a file too: the line cannot be read, because it is another capture's, or its pieces do not
 * fit together. `utf-16`: there is no such line, and those of the file that follow were in UTF-16. `too-long`: only the beginning of
 * the line is given.
 */
export type LineOddity = "missing" | "lost" | "utf-16" | "too-long";

/**
 * Takes one line: `bytes[start..end)`, without LF or CRLF. The bytes are only valid during the call.
 *
 * @param pid the thread of the file, if the capture has one file for each thread; otherwise null
 * @param isCut true for a last line without a newline: the capture may have ended within it
 */
export type LineSink = (
  bytes: Uint8Array,
  start: number,
  end: number,
  pid: number | null,
  isCut: boolean,
  oddity?: LineOddity,
) => void;

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const NOTHING = new Uint8Array(0);
/** A longer line is not read, in bytes: strace would have to print a string of a million bytes in octal. */
const LONGEST = 4_194_304;
/** What is kept of it, in bytes: enough to say what it is about. */
const KEPT = 1024;

/** Cuts a stream of chunks into lines. It looks for newlines in the bytes and decodes nothing. */
export class LineSplitter {
  /** The beginning of a line that has not ended yet, in pieces. */
  #rest: Uint8Array[] = [];
  /** The length of that beginning, also of what is not kept of it. */
  #length = 0;
  readonly #sink: LineSink;

  /** @param longest the length of the longest line that is read, in bytes: of a longer one, only the beginning is given */
  constructor(
    sink: LineSink,
    private readonly longest = LONGEST,
  ) {
    this.#sink = sink;
  }

  /** The next bytes of the capture. The caller may use the memory of `chunk` again afterwards. */
  push(chunk: Uint8Array): void {
    let start = 0;
    for (let newline = chunk.indexOf(NEWLINE); newline >= 0; newline = chunk.indexOf(NEWLINE, start)) {
      if (this.#length > 0) this.#flush(chunk.subarray(start, newline), false);
      else this.#line(chunk, start, newline, false);
      start = newline + 1;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
  }

  /** Ends the input. A last line without a newline counts as a line. */
  finish(): void {
    if (this.#length > 0) this.#flush(NOTHING, true);
  }

  #flush(tail: Uint8Array, isCut: boolean): void {
    const rest = this.#rest;
    const length = this.#length + tail.length;
    this.#rest = [];
    this.#length = 0;
    if (length > this.longest) {
      const start = joined(rest).subarray(0, KEPT);
      this.#sink(start, 0, start.length, null, isCut, "too-long");
    } else {
      const line = joined([...rest, tail]);
      this.#line(line, 0, line.length, isCut);
    }
  }

  /** Keeps a copy of the beginning of a line, as long as the line is not too long. */
  #keep(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length <= this.longest) this.#rest.push(new Uint8Array(part));
    else if (this.#rest.length !== 1 || (this.#rest[0]?.length ?? 0) > KEPT) {
      this.#rest = [joined([...this.#rest, part]).slice(0, KEPT)];
    }
  }

  #line(bytes: Uint8Array, start: number, end: number, isCut: boolean): void {
    const hasReturn = end > start && bytes[end - 1] === RETURN;
    this.#sink(bytes, start, hasReturn ? end - 1 : end, null, isCut);
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
