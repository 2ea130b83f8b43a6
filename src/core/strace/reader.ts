import { latin1 } from "../bytes.js";
import type { TraceExpression } from "../syscalls/trace-expression.js";
import { CallLines } from "./call/call-lines.js";
import { DumpJoiner } from "./call/dump-joiner.js";
import { CallJoiner } from "./call/joiner.js";
import type { CallFilter } from "./call-filter.js";
import { Columns } from "./columns/columns.js";
import type { StraceEvent } from "./event.js";
import { foldIn } from "./folds/look.js";
import { Unfolder } from "./folds/unfolder.js";
import { CurrentLine } from "./line/current-line.js";
import { Dialect } from "./line/dialect.js";
import { eventLine } from "./line/event-line.js";
import { endOfText, SPACE } from "./line/line-bytes.js";
import type { LineRef } from "./line/line-ref.js";
import { Clipping } from "./line/pasted/clipping.js";
import { firstLines } from "./line/pasted/first-lines.js";
import { isOwnLine } from "./line/pasted/own-line.js";
import { emptyParts, type LineParts, splitStart } from "./line/split.js";
import { areMoved } from "./line/time-order.js";
import { OtherLines } from "./other-lines.js";
import { PlainCharacters } from "./plain-characters.js";

/**
 * Reads the lines of one capture, in order, and reports what they say. It holds only what is under way.
 *
 * How a line is read, one step a method:
 *
 *     read        plain-characters.ts: without colours, with strace's quotes
 *                 columns/columns.ts: without the columns that an editor or a log put in front of the lines
 *     #plain      the rest of a line that was cut; else
 *     #traced     line/split.ts, then
 *                   call/call-lines.ts   `name(...`, `<... name resumed>...`   -> call/joiner.ts
 *                   #event               `+++ exited with 0 +++`, `--- SIGCHLD ... ---`
 *     #others     other-lines.ts: a comment at the top; line/untraced.ts (dumps, frames, tables, messages); a line of
 *                 strace's after the program's output; a line that the end of the capture cut; else unrecognized or foreign
 *     #emit       counts -> call/dump-joiner.ts -> the reader's user
 */
export class StraceReader {
  readonly dialect = new Dialect();
  /** True once a line belonged to a table of `strace -c`. */
  hasTable = false;
  readonly counts = { lines: 0, events: 0, foreign: 0, unrecognized: 0 };
  /** True if the first lines show that somebody sorted or moved the lines. */
  areMoved = false;
  readonly #line: CurrentLine;
  readonly #columns = new Columns({
    line: (...line) => this.#unfold(...line),
    lost: (bytes, start, end, pid) => this.#lostLine(latin1(bytes, start, end), pid),
    note: (name) => this.dialect.note(name),
  });
  readonly #characters = new PlainCharacters((name) => this.dialect.note(name));
  readonly #clipping = new Clipping();
  /** Puts folded lines together; null when the capture is not folded. */
  #unfolder: Unfolder | null = null;
  #hasBegun = false;
  readonly #parts = emptyParts();
  readonly #joiner: CallJoiner;
  readonly #calls: CallLines;
  readonly #others: OtherLines;
  readonly #dumps: DumpJoiner;

  /**
   * @param to receives each event once it is certain: a call at its end, not at its begin
   * @param filter the calls that `to` needs; the others are counted and not reported
   * @param onDisorder hears of each line whose time is earlier than that of the line before in its file, before `to` hears
   *   what the line says
   */
  constructor(
    to: (event: StraceEvent) => void,
    filter: CallFilter = { wants: () => true },
    onDisorder: (at: LineRef) => void = () => {},
  ) {
    this.#line = new CurrentLine(this.dialect, onDisorder);
    const emit = (event: StraceEvent): void => this.#emit(event);
    this.#dumps = new DumpJoiner(to);
    this.#joiner = new CallJoiner(emit, filter.wants);
    const parts = { line: this.#line, clipping: this.#clipping, joiner: this.#joiner, dumps: this.#dumps };
    this.#calls = new CallLines({ ...parts, counts: this.counts, emit }, filter);
    const traced = (bytes: Uint8Array, start: number, end: number): boolean => this.#traced(bytes, start, end);
    this.#others = new OtherLines({ ...parts, dialect: this.dialect, traced, emit });
  }

  /** The name of every call that was seen. A call that never appears was probably filtered out by strace. */
  get names(): ReadonlySet<string> {
    return this.#joiner.names;
  }

  /** The calls that a comment at the top says were traced; null without such a comment: `names` then has to do. */
  get stated(): TraceExpression | null {
    return this.#others.stated;
  }

  /** Seconds of the last line that had a time; null before. */
  get time(): number | null {
    return this.#line.time;
  }

  /** Calls read so far; the two halves of a call count once. */
  get syscalls(): number {
    return this.#joiner.count;
  }

  /**
   * Reads one line, without its line end: `bytes[start..end)`. Never throws.
   *
   * @param pid the thread whose file the line stands in (`-ff`: the file's suffix); null when lines name their threads
   * @param isCut true if the capture ends within the line
   */
  read(bytes: Uint8Array, start: number, end: number, pid: number | null = null, isCut = false): void {
    if (!this.#hasBegun) this.#look(bytes, start, pid); // before a column takes lines out of the chunk
    const plain = this.#characters.of(bytes, start, end);
    if (plain) this.#withoutColumns(plain, 0, plain.length, pid, isCut);
    else this.#withoutColumns(bytes, start, end, pid, isCut);
  }

  #withoutColumns(bytes: Uint8Array, start: number, end: number, pid: number | null, isCut: boolean): void {
    if (pid !== null) this.#readLine(bytes, start, end, pid, isCut);
    else if (this.#columns.isPlain) this.#unfold(bytes, start, end, pid, isCut);
    else this.#columns.push(bytes, start, end, pid, isCut);
  }

  /** Looks at the first lines: they may be escaped, moved, clipped by a terminal, or folded at a width. */
  #look(bytes: Uint8Array, start: number, pid: number | null): void {
    this.#hasBegun = true;
    this.#characters.look(bytes, start);
    this.areMoved = pid === null && areMoved(bytes, start);
    const lines = firstLines(bytes, start);
    this.#clipping.look(lines);
    const fold = foldIn(lines);
    if (!fold) return;
    this.dialect.note(fold.at === "words" ? "lines wrapped between words" : "folded lines");
    this.#unfolder = new Unfolder(fold, {
      line: (...[line, from, to, isCut, count]) => this.#readLine(line, from, to, null, isCut, count),
      lost: (text, count) => this.#lostLine(text, null, count),
    });
  }

  #unfold(bytes: Uint8Array, start: number, end: number, pid: number | null, isCut: boolean): void {
    if (this.#unfolder) this.#unfolder.push(bytes, start, end, isCut);
    else this.#readLine(bytes, start, end, pid, isCut);
  }

  /** @param lines the lines of the capture that it stood on before they were put together */
  #readLine(bytes: Uint8Array, start: number, end: number, pid: number | null, isCut: boolean, lines = 1): void {
    const stop = (bytes[end - 1] as number) > SPACE ? end : endOfText(bytes, start, end);
    this.#next(stop - start, pid, lines);
    this.#line.holds(bytes, start, stop);
    this.#dumps.lookAhead(bytes, end, this.#columns.isActive || this.#unfolder !== null);
    this.#plain(bytes, start, stop, isCut);
  }

  /** The arguments of a call that was reported turned out not to be strace's. */
  unread(): void {
    this.counts.events--;
    this.counts.unrecognized++;
  }

  /** A line that cannot be read: it is another capture's, which shares the file, or its pieces do not fit together. */
  #lostLine(text: string, pid: number | null, lines = 1): void {
    this.#next(text.length, pid, lines);
    const at = { pid: null, line: this.#line.number, time: null };
    this.#emit({ kind: "unrecognized", text, at, isOfAnother: true });
  }

  #next(width: number, pid: number | null, lines: number): void {
    this.counts.lines += lines;
    this.#line.next(width, pid, lines);
  }

  /** End of capture: the calls under way never returned. */
  finish(): void {
    this.#columns.finish();
    this.#unfolder?.finish();
    this.#joiner.finish();
    this.#dumps.release();
  }

  #plain(bytes: Uint8Array, start: number, end: number, isCut: boolean): void {
    if (this.#joiner.isCut && !isOwnLine(bytes, start, end)) {
      if (this.#joiner.goOn(latin1(bytes, start, end), this.#line.number)) return;
    }
    if (this.#traced(bytes, start, end)) return;
    if (isCut && this.#joiner.isCut) return; // the capture ends within the rest of a cut line
    this.#others.read(bytes, start, end, isCut);
  }

  /** A line that starts with a call, the rest of one, or an event. False for any other line. */
  #traced(bytes: Uint8Array, start: number, end: number): boolean {
    const parts = this.#parts;
    switch (splitStart(bytes, start, end, parts)) {
      case "call":
        return this.#calls.call(bytes, end, parts);
      case "resumed":
        return this.#calls.resumed(bytes, end, parts);
      case "event":
        return this.#event(latin1(bytes, parts.prefix.offset, end), parts);
      case "other":
        return false;
    }
  }

  /** What happened to a thread or process. False for other text. */
  #event(text: string, { prefix }: LineParts): boolean {
    const event = eventLine(text, () => this.#line.take(prefix));
    if (!event) return false;
    this.#joiner.giveUp();
    const { pid } = event.at;
    if (event.kind === "superseded") this.#joiner.superseded(event.by, pid);
    if (event.kind === "exit" || event.kind === "killed") {
      this.#emit({ ...event, isAfterResumed: this.#joiner.gone(pid) });
    } else {
      this.#joiner.next(pid);
      this.#emit(event);
    }
    return true;
  }

  #emit(event: StraceEvent): void {
    if (event.kind === "foreign" || event.kind === "elided") this.counts.foreign++;
    else if (event.kind === "unrecognized") {
      this.counts.unrecognized++;
      if (event.at.line === this.#line.number - 1) this.#clipping.stopped(this.#line.lastWidth);
    } else this.counts.events++;
    this.hasTable ||= event.kind === "summary";
    if (event.kind === "call") this.#others.lastCall = event.call.end.line;
    this.dialect.event(event);
    this.#dumps.push(event);
  }
}
