import { bytesOf, latin1 } from "../bytes.js";
import type { TraceExpression } from "../syscalls/trace-expression.js";
import { withoutColors } from "../text/colors.js";
import { fromUtf8 } from "../text/utf8.js";
import { CallLines } from "./call/call-lines.js";
import { DumpJoiner } from "./call/dump-joiner.js";
import { CallJoiner } from "./call/joiner.js";
import type { CallFilter } from "./call-filter.js";
import { Columns } from "./columns/columns.js";
import type { StraceEvent } from "./event.js";
import { foldIn } from "./folds/look.js";
import { Unfolder } from "./folds/unfolder.js";
import { ByteAhead, ESCAPE, TYPOGRAPHIC } from "./line/byte-ahead.js";
import { isCommandComment } from "./line/command-comment.js";
import { CurrentLine } from "./line/current-line.js";
import { Dialect } from "./line/dialect.js";
import { eventLine } from "./line/event-line.js";
import { gluedLines } from "./line/glued-line.js";
import { LeadingComments } from "./line/leading-comments.js";
import { endOfText, SPACE } from "./line/line-bytes.js";
import type { LineRef } from "./line/line-ref.js";
import { Clipping } from "./line/pasted/clipping.js";
import { isElision } from "./line/pasted/elision.js";
import { firstLines } from "./line/pasted/first-lines.js";
import { isOwnLine } from "./line/pasted/own-line.js";
import { withPlainQuotes } from "./line/pasted/typographic.js";
import type { Prefix } from "./line/prefix/prefix.js";
import { scanPrefix } from "./line/prefix/scan.js";
import { emptyParts, type LineParts, splitStart } from "./line/split.js";
import { endsLikeCall, isPrefixStart, isTracedStart, mayBeTraced } from "./line/traced-look.js";
import { UntracedLines } from "./line/untraced.js";

/**
 * Reads the lines of one capture, in order, and reports what they say. It holds only what is under way.
 *
 * How a line is read, one step a method:
 *
 *     read        columns/columns.ts: without the columns that an editor or a log put in front of the lines
 *     #readLine   without colours
 *     #plain      the rest of a line that was cut; else
 *     #traced     line/split.ts, then
 *                   call/call-lines.ts   `name(...`, `<... name resumed>...`   -> call/joiner.ts
 *                   #event               `+++ exited with 0 +++`, `--- SIGCHLD ... ---`
 *     #other      a comment at the top; line/untraced.ts (dumps, frames, tables, messages); a line of strace's after the
 *                 program's output; a line that the end of the capture cut; else unrecognized or foreign
 *     #emit       counts -> call/dump-joiner.ts -> the reader's user
 */
export class StraceReader {
  readonly dialect = new Dialect();
  /** True once a line belonged to a table of `strace -c`. */
  hasTable = false;
  readonly counts = { lines: 0, events: 0, foreign: 0, unrecognized: 0 };
  readonly #line: CurrentLine;
  readonly #columns = new Columns({
    line: (...line) => this.#unfold(...line),
    lost: (bytes, start, end, pid) => this.#lostLine(latin1(bytes, start, end), pid),
    note: (name) => this.dialect.note(name),
  });
  readonly #escape = new ByteAhead(ESCAPE);
  readonly #typographic = new ByteAhead(TYPOGRAPHIC);
  readonly #clipping = new Clipping();
  /** Puts folded lines together; null when the capture is not folded. */
  #unfolder: Unfolder | null = null;
  #hasBegun = false;
  readonly #comments = new LeadingComments();
  readonly #untraced = new UntracedLines();
  readonly #parts = emptyParts();
  /** The line on which the last call ended that was reported. */
  #lastCall = -1;
  readonly #joiner: CallJoiner;
  readonly #calls: CallLines;
  readonly #dumps: DumpJoiner;

  /**
   * @param to receives each event once it is certain: a call at its end, not at its begin
   * @param filter the calls that `to` needs; the others are counted and not reported
   * @param onDisorder hears of each line whose time is earlier than that of its thread's line before, before `to` hears
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
  }

  /** The name of every call that was seen. A call that never appears was probably filtered out by strace. */
  get names(): ReadonlySet<string> {
    return this.#joiner.names;
  }

  /** The calls that a comment at the top says were traced; null without such a comment: `names` then has to do. */
  get stated(): TraceExpression | null {
    return this.#comments.stated;
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
    if (!this.#hasBegun) this.#look(bytes, start); // before a column takes lines out of the chunk
    if (pid !== null) this.#readLine(bytes, start, end, pid, isCut);
    else if (this.#columns.isPlain) this.#unfold(bytes, start, end, pid, isCut);
    else this.#columns.push(bytes, start, end, pid, isCut);
  }

  /** Looks at the first lines: a terminal may have clipped them, or a width folded them. */
  #look(bytes: Uint8Array, start: number): void {
    this.#hasBegun = true;
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
    this.#dumps.lookAhead(bytes, end, this.#columns.isActive || this.#unfolder !== null);
    const isColored = this.#escape.seekIn(bytes, start, stop);
    const isTypographic = this.#typographic.seekIn(bytes, start, stop);
    if (isColored || isTypographic) {
      const text = withoutColors(latin1(bytes, start, stop));
      const plain = bytesOf(isTypographic ? withPlainQuotes(text) : text);
      this.#plain(plain, 0, plain.length, isCut);
    } else this.#plain(bytes, start, stop, isCut);
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
    this.#other(bytes, start, end, isCut);
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

  /** A line that does not start with a traced call or an event. */
  #other(bytes: Uint8Array, start: number, end: number, isCut: boolean): void {
    const prefix = scanPrefix(bytes, start, end);
    const text = latin1(bytes, start, end);
    const proper = text.slice(prefix.offset - start);
    const at = this.#line.untimed(prefix);
    if (this.#comments.mayBe(at.line, bytes[start])) {
      if (!isCommandComment(text) && this.#glued(text)) return; // the program's output, not a comment
      this.#comments.add(text, isCut);
      this.#foreign(text, at);
      return;
    }
    if (this.#dumps.goOn(text, this.#line, isCut)) return;
    const known = this.#untraced.read(text, proper, at);
    if (known) {
      this.hasTable ||= known.kind === "summary";
      this.#emit(known);
    } else if (this.#joiner.bareTail(text, at.line) || this.#glued(text)) return;
    else if (isCut && (this.#looksTraced(prefix, proper, false) || isPrefixStart(text)))
      this.#joiner.cutShort(proper, at);
    else if (this.names.size > 0 && isElision(text)) this.#elided(text, at);
    else if (this.#mayBeDigits(text, at.line)) this.#emit({ kind: "unrecognized", text, at });
    else if (this.#looksTraced(prefix, proper, true)) {
      this.#joiner.giveUp();
      this.#emit({ kind: "unrecognized", text, at });
    } else this.#foreign(text, at);
  }

  /** The program's output had no newline, so a line of strace's stands after it. False if none does. */
  #glued(text: string): boolean {
    for (const line of gluedLines(text, this.names)) {
      const bytes = bytesOf(line);
      if (this.#traced(bytes, 0, bytes.length)) return true;
    }
    return false;
  }

  #looksTraced(prefix: Prefix, proper: string, isWhole: boolean): boolean {
    if (isTracedStart(proper) || (isWhole && endsLikeCall(proper))) return true;
    return this.dialect.isLike(prefix) && (!isWhole || mayBeTraced(proper)); // else a log line with a clock of its own
  }

  /** Digits alone after a call that ends in digits: what is left of its result. */
  #mayBeDigits(text: string, line: number): boolean {
    return /^\d+$/.test(text) && this.#lastCall === line - 1;
  }

  #elided(text: string, at: LineRef): void {
    this.#joiner.giveUp();
    this.#emit({ kind: "elided", text: fromUtf8(text), at });
  }

  #foreign(text: string, at: LineRef): void {
    this.#emit({ kind: "foreign", text: fromUtf8(text), at });
  }

  #emit(event: StraceEvent): void {
    if (event.kind === "foreign" || event.kind === "elided") this.counts.foreign++;
    else if (event.kind === "unrecognized") {
      this.counts.unrecognized++;
      if (event.at.line === this.#line.number - 1) this.#clipping.stopped(this.#line.lastWidth);
    } else this.counts.events++;
    if (event.kind === "call") this.#lastCall = event.call.end.line;
    this.dialect.event(event);
    this.#dumps.push(event);
  }
}
