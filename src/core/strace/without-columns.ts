import { bytesOf } from "../bytes.js";
import { Columns, type ColumnUser } from "./columns/columns.js";
import { Folds, type FoldsUser } from "./folds/folds.js";
import { firstLines } from "./line/pasted/first-lines.js";
import type { LineOddity } from "./line-splitter.js";
import { PlainCharacters, StrangeBytes } from "./plain-characters.js";

const NOTHING = new Uint8Array(0);

/** A `LineSink` that hears on how many lines of the file a line stands: 0 if it is none. */
type CountedSink = (
  bytes: Uint8Array,
  start: number,
  end: number,
  pid: number | null,
  isCut: boolean,
  oddity: LineOddity | undefined,
  lines: number,
) => void;

/**
 * Gives the lines of one file of `-ff` back as strace printed them: without columns in front, with its own characters, and
 * folded lines put together, so that their times can be read. It must be told the end: lines may wait for it. In the numbers of
 * the merged lines, a line that was put together is one, and lines that were left out are none.
 *
 * There is one for each file of a set, so that it is made of few objects.
 */
export class WithoutColumns {
  readonly #folds: Folds;
  /** Null once it is certain that there are none. */
  #columns: Columns | null;
  readonly #characters: PlainCharacters;
  #hasBegun = false;

  /** @param strange may be that of other files too, if the lines of a chunk come one after the other */
  constructor(
    private readonly sink: CountedSink,
    strange = new StrangeBytes(),
  ) {
    this.#folds = new Folds(new UnfoldedLines(sink));
    this.#columns = new Columns(new LinesWithoutColumns(sink, this.#folds));
    this.#characters = new PlainCharacters(unsaid, strange);
  }

  /** Takes the next line of the file, as a `LineSink` does. */
  push(
    bytes: Uint8Array,
    start: number,
    end: number,
    pid: number | null,
    isCut: boolean,
    oddity: LineOddity | undefined,
  ): void {
    if (oddity) {
      this.#folds.finish();
      this.sink(bytes, start, end, pid, isCut, oddity, 1);
      return;
    }
    if (!this.#hasBegun) {
      this.#characters.look(bytes, start);
      this.#folds.look(firstLines(bytes, start));
    }
    this.#hasBegun = true;
    const plain = this.#characters.of(bytes, start, end);
    if (plain) this.#push(plain, 0, plain.length, pid, isCut);
    else this.#push(bytes, start, end, pid, isCut);
  }

  finish(): void {
    this.#columns?.finish();
    this.#folds.finish();
  }

  #push(bytes: Uint8Array, start: number, end: number, pid: number | null, isCut: boolean): void {
    if (!this.#columns) {
      this.#folds.push(bytes, start, end, isCut);
      return;
    }
    this.#columns.push(bytes, start, end, pid, isCut);
    if (this.#columns.isPlain) this.#columns = null;
  }
}

function unsaid(): void {}

class UnfoldedLines implements FoldsUser {
  readonly note = unsaid;

  constructor(private readonly sink: CountedSink) {}

  line(bytes: Uint8Array, start: number, end: number, isCut: boolean, lines: number): void {
    this.sink(bytes, start, end, null, isCut, undefined, lines);
  }

  lost(text: string, lines: number): void {
    this.sink(bytesOf(text), 0, text.length, null, false, "lost", lines);
  }
}

class LinesWithoutColumns implements ColumnUser {
  readonly note = unsaid;

  constructor(
    private readonly sink: CountedSink,
    private readonly folds: Folds,
  ) {}

  line(bytes: Uint8Array, start: number, end: number, _pid: number | null, isCut: boolean): void {
    this.folds.push(bytes, start, end, isCut);
  }

  lost(bytes: Uint8Array, start: number, end: number): void {
    this.sink(bytes, start, end, null, false, "lost", 1);
  }

  gap(): void {
    this.folds.finish();
    this.sink(NOTHING, 0, 0, null, false, "missing", 0);
  }
}
