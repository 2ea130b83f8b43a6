import { latin1 } from "../bytes.js";
import { Blanks } from "./blanks.js";
import { Columns } from "./columns/columns.js";
import { Folds } from "./folds/folds.js";
import { endOfText } from "./line/line-bytes.js";
import { type FirstLine, firstLines } from "./line/pasted/first-lines.js";
import { areJoined, callsIn } from "./line/pasted/joined-calls.js";
import { firstTime } from "./line/prefix/first-time.js";
import { PlainCharacters } from "./plain-characters.js";

const NOTHING: Uint8Array = new Uint8Array(0);

/** What takes the lines as strace printed them. */
export interface PrintedLineUser {
  /**
   * @param lines the lines of the capture that it stands on; 0 if it stands on the same line as the one before
   */
  readonly line: (
    bytes: Uint8Array,
    start: number,
    end: number,
    pid: number | null,
    isCut: boolean,
    lines: number,
  ) => void;
  /** A line that cannot be read: it is another capture's, which shares the file, or its pieces do not fit together. */
  readonly lost: (text: string, pid: number | null, lines: number) => void;
  /** The next line has a number that shows that lines before it were left out. */
  readonly gap: () => void;
  /** Takes the name of what was undone, for `recordedWith`. */
  readonly note: (name: string) => void;
  /** Takes the first lines, as far as they stand in one piece, before any of them is read: `bytes` from `start` on. */
  readonly first?: (lines: readonly FirstLine[], bytes: Uint8Array, start: number, pid: number | null) => void;
}

/**
 * Gives the lines of a capture back as strace printed them: with its own characters, without columns in front, folded lines
 * put together, and several calls of one line cut apart. It must be told the end: lines may wait for it.
 */
export class PrintedLines {
  #hasBegun = false;
  /** Seconds of the first of strace's lines, as far as the first lines show it: another reader may read them. */
  start: number | null = null;
  #areJoined = false;
  /** The last line that was changed, and where it stands in the capture: the next line does not stand after a copy. */
  readonly #changed = { copy: NOTHING, source: NOTHING, end: 0 };
  readonly #characters: PlainCharacters;
  readonly #columns: Columns;
  readonly #blanks = new Blanks();
  readonly #folds: Folds;

  constructor(private readonly user: PrintedLineUser) {
    const { note } = user;
    this.#characters = new PlainCharacters(note);
    this.#columns = new Columns({
      line: (bytes, start, end, _pid, isCut) => this.#withBlanks(bytes, start, end, isCut),
      lost: (bytes, start, end, pid) => user.lost(latin1(bytes, start, end), pid, 1),
      gap: () => {
        this.#folds.finish();
        user.gap();
      },
      note,
    });
    this.#folds = new Folds({
      line: (bytes, start, end, isCut, lines) => this.#calls(bytes, start, end, isCut, lines),
      lost: (text, lines) => user.lost(text, null, lines),
      note,
    });
  }

  /** True if what the next line of the capture begins with need not be what strace printed. */
  get hidesNext(): boolean {
    return this.#columns.isActive || this.#folds.isActive;
  }

  /** Where the line after a line of these bytes that ends at `end` stands: after its end, also if the line was changed. */
  after(bytes: Uint8Array, end: number): readonly [Uint8Array, number] {
    const { copy, source } = this.#changed;
    return bytes === copy ? [source, this.#changed.end] : [bytes, end];
  }

  #change(copy: Uint8Array, source: Uint8Array, end: number): void {
    this.#changed.copy = copy;
    this.#changed.source = source;
    this.#changed.end = end;
  }

  /** True if a whole line that strace printed is passed on as it stands. */
  get passesOn(): boolean {
    return this.#hasBegun && this.#columns.isPlain && !this.#areJoined && this.#folds.passesOn;
  }

  /** True if that holds for the rest of the capture. */
  get isDecided(): boolean {
    return this.passesOn && this.#folds.isDecided;
  }

  /** Counts such a line of so many bytes. It need not come here, as long as `passesOn` holds. */
  pass(length: number): void {
    this.#folds.pass(length);
  }

  /** Takes the next line of the capture, as a `LineSink` does. */
  push(bytes: Uint8Array, start: number, end: number, pid: number | null, isCut: boolean): void {
    if (!this.#hasBegun) this.#look(bytes, start, pid); // before a column takes lines out of the chunk
    const plain = this.#characters.of(bytes, start, end);
    if (plain) {
      this.#change(plain, bytes, end);
      this.#withoutColumns(plain, 0, plain.length, pid, isCut);
    } else this.#withoutColumns(bytes, start, end, pid, isCut);
  }

  /** The next line is not to be put together with those before it. */
  hold(): void {
    this.#folds.finish();
  }

  /** The end of the capture. */
  finish(): void {
    this.#columns.finish();
    this.#folds.finish();
  }

  #look(bytes: Uint8Array, start: number, pid: number | null): void {
    this.#hasBegun = true;
    this.start = firstTime(bytes, start);
    this.#characters.look(bytes, start);
    const lines = firstLines(bytes, start);
    this.user.first?.(lines, bytes, start, pid);
    if (pid !== null) return;
    this.#folds.look(lines);
    this.#areJoined = areJoined(lines);
    if (this.#areJoined) this.user.note("several calls a line");
  }

  #withoutColumns(bytes: Uint8Array, start: number, end: number, pid: number | null, isCut: boolean): void {
    if (pid !== null) this.user.line(bytes, start, end, pid, isCut, 1);
    else if (this.#columns.isPlain) this.#withBlanks(bytes, start, end, isCut);
    else this.#columns.push(bytes, start, end, pid, isCut);
  }

  #withBlanks(bytes: Uint8Array, start: number, end: number, isCut: boolean): void {
    const line = this.#blanks.of(bytes, start, end);
    if (line) {
      const { copy, source } = this.#changed;
      if (bytes === copy) this.#change(line, source, this.#changed.end);
      else this.#change(line, bytes, end);
      this.#folds.push(line, 0, line.length, isCut);
    } else this.#folds.push(bytes, start, end, isCut);
  }

  #calls(bytes: Uint8Array, start: number, end: number, isCut: boolean, lines: number): void {
    if (!this.#areJoined) {
      this.user.line(bytes, start, end, null, isCut, lines);
      return;
    }
    const stop = endOfText(bytes, start, end);
    let count = lines;
    for (const call of callsIn(bytes, start, stop)) {
      const one = bytes.slice(call.start, call.end); // what follows it is no line of its own
      this.user.line(one, 0, one.length, null, isCut && call.end === stop, count);
      count = 0;
    }
  }
}
