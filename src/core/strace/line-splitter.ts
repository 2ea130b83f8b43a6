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
const NEWLINE_BYTES = Uint8Array.of(NEWLINE);
/** A longer line is not read, in bytes: strace would have to print a string of a million bytes in octal. */
const LONGEST = 16_777_216;
/** What is kept of it, in bytes: enough to say what it is about. */
const KEPT = 1024;

/** A whole line that was not handed on yet: `bytes[start..end)`, with its CR. */
interface WholeLine {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly oddity?: LineOddity;
}

/** How lines are cut. */
export interface SplitterOptions {
  /** The length of the longest line that is read, in bytes: of a longer one, only the beginning is given. */
  readonly longest?: number;
  /**
   * True if each line waits until the one after it is whole, or `settle` is called. The bytes that the sink gets then go on with that
   * one: what a line is may depend on how the next one begins, and must not depend on where chunks end.
   */
  readonly waits?: boolean;
}

/** Cuts a stream of chunks into lines. It looks for newlines in the bytes and decodes nothing. */
export class LineSplitter {
  /** The beginning of a line that has not ended yet, in pieces. */
  #rest: Uint8Array[] = [];
  /** The length of that beginning, also of what is not kept of it. */
  #length = 0;
  /** The whole line that waits for the next one. */
  #waiting: WholeLine | null = null;
  readonly #sink: LineSink;
  readonly #longest: number;
  readonly #waits: boolean;

  constructor(sink: LineSink, { longest = LONGEST, waits = false }: SplitterOptions = {}) {
    this.#sink = sink;
    this.#longest = longest;
    this.#waits = waits;
  }

  /** The next bytes of the capture. The caller may use the memory of `chunk` again afterwards. */
  push(chunk: Uint8Array): void {
    let start = 0;
    for (let newline = chunk.indexOf(NEWLINE); newline >= 0; newline = chunk.indexOf(NEWLINE, start)) {
      const line =
        this.#length > 0 ? this.#ended(chunk.subarray(start, newline)) : { bytes: chunk, start, end: newline };
      this.#take(line, chunk.subarray(newline));
      start = newline + 1;
    }
    if (this.#waiting?.bytes === chunk) this.#waiting = copied(this.#waiting);
    if (start < chunk.length) this.#keep(chunk.subarray(start));
  }

  /** Hands on the line that waits: more bytes may take a while. */
  settle(): void {
    const line = this.#waiting;
    this.#waiting = null;
    if (line) this.#give(this.#length > 0 ? followed(line, this.#rest) : line, false);
  }

  /** Ends the input. A last line without a newline counts as a line. */
  finish(): void {
    this.settle();
    if (this.#length > 0) this.#give(this.#ended(NOTHING), true);
  }

  /** @param after its newline, and what else of the chunk follows */
  #take(line: WholeLine, after: Uint8Array): void {
    if (!this.#waits) {
      this.#give(line, false);
      return;
    }
    const before = this.#waiting;
    this.#waiting = line; // first: if the sink throws, nothing is given twice
    if (!before) return;
    const next = line.bytes.subarray(line.start, line.end);
    this.#give(before.bytes === line.bytes ? before : followed(before, [next, after]), false);
  }

  /** The line whose beginning was kept, now that its last bytes are there. */
  #ended(tail: Uint8Array): WholeLine {
    const rest = this.#rest;
    const isTooLong = this.#length + tail.length > this.#longest;
    this.#rest = [];
    this.#length = 0;
    const bytes = isTooLong ? joined(rest).subarray(0, KEPT) : joined([...rest, tail]);
    return { bytes, start: 0, end: bytes.length, ...(isTooLong && { oddity: "too-long" }) };
  }

  /** Keeps a copy of the beginning of a line, as long as the line is not too long. */
  #keep(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length <= this.#longest) this.#rest.push(new Uint8Array(part));
    else if (this.#rest.length !== 1 || (this.#rest[0]?.length ?? 0) > KEPT) {
      this.#rest = [joined([...this.#rest, part]).slice(0, KEPT)];
    }
  }

  #give({ bytes, start, end, oddity }: WholeLine, isCut: boolean): void {
    if (oddity) this.#sink(bytes, start, end, null, isCut, oddity);
    else this.#sink(bytes, start, end > start && bytes[end - 1] === RETURN ? end - 1 : end, null, isCut);
  }
}

function copied({ bytes, start, end, ...line }: WholeLine): WholeLine {
  return { ...line, bytes: new Uint8Array(bytes.subarray(start, end)), start: 0, end: end - start }; // a Buffer's slice is no copy
}

/** The line, in bytes that go on with what follows it. */
function followed({ bytes, start, end, ...line }: WholeLine, after: readonly Uint8Array[]): WholeLine {
  return { ...line, bytes: joined([bytes.subarray(start, end), NEWLINE_BYTES, ...after]), start: 0, end: end - start };
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
