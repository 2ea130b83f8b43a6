import { latin1 } from "../bytes.js";
import type { TraceExpression } from "../syscalls/trace-expression.js";
import type { LeftOut } from "../syscalls/traced-calls.js";
import { CallLines } from "./call/call-lines.js";
import { DumpJoiner } from "./call/dump-joiner.js";
import { CallJoiner } from "./call/joiner.js";
import { ScannedCalls } from "./call/scanned-calls.js";
import type { CallFilter } from "./call-filter.js";
import type { CaptureTimes } from "./capture-clock.js";
import type { StraceEvent } from "./event.js";
import { CurrentLine } from "./line/current-line.js";
import { Dialect } from "./line/dialect.js";
import { eventLine } from "./line/event-line.js";
import { endOfText, SPACE } from "./line/line-bytes.js";
import type { LineRef } from "./line/line-ref.js";
import { Clipping } from "./line/pasted/clipping.js";
import type { FirstLine } from "./line/pasted/first-lines.js";
import { isOrderLost } from "./line/pasted/order-lost.js";
import { isOwnLine } from "./line/pasted/own-line.js";
import { emptyParts, type LineParts, splitStart } from "./line/split.js";
import { areMoved } from "./line/time-order.js";
import type { LineOddity } from "./line-splitter.js";
import { OtherLines } from "./other-lines.js";
import { PrintedLines } from "./printed-lines.js";
import type { ReaderProgress } from "./progress.js";
import type { ReadElsewhere } from "./read-elsewhere.js";
import type { ScannedLine } from "./scanned-line.js";

/**
 * Reads the lines of one capture, in order, and reports what they say. It holds only what is under way.
 *
 * How a line is read, one step a method:
 *
 *     read        printed-lines.ts: as strace printed it, without what a person's programs changed
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
  readonly #printed = new PrintedLines({
    line: (...line) => this.#readLine(...line),
    lost: (...line) => this.#lostLine(...line),
    gap: () => this.#gap(),
    note: (name) => this.dialect.note(name),
    first: (...first) => this.#look(...first),
  });
  readonly #clipping = new Clipping();
  readonly #parts = emptyParts();
  readonly #joiner: CallJoiner;
  readonly #calls: CallLines;
  readonly #scanned: ScannedCalls;
  readonly #others: OtherLines;
  readonly #dumps: DumpJoiner;

  /**
   * @param to receives each event once it is certain: a call at its end, not at its begin
   * @param filter the calls that `to` needs; of the others, those are counted and not reported whose lines are surely as strace
   *   prints them
   * @param onDisorder hears of each line whose time is earlier than that of the line before in its file, before `to` hears
   *   what the line says
   * @param elsewhere what another reader keeps, if the two take turns at the lines (`save`, `load`)
   */
  constructor(
    to: (event: StraceEvent) => void,
    filter: CallFilter = { wants: () => true },
    onDisorder: (at: LineRef) => void = () => {},
    private readonly elsewhere?: ReadElsewhere,
  ) {
    this.#line = new CurrentLine(this.dialect, onDisorder, elsewhere?.times);
    const emit = (event: StraceEvent): void => this.#emit(event);
    this.#dumps = new DumpJoiner(to);
    this.#joiner = new CallJoiner(emit, elsewhere?.calls);
    const parts = { line: this.#line, clipping: this.#clipping, joiner: this.#joiner, dumps: this.#dumps };
    const onLeftOut = (line: number): void => {
      this.#others.lastCall = line;
    };
    const surroundings = { ...parts, counts: this.counts, onLeftOut, emit };
    this.#calls = new CallLines(surroundings, filter);
    this.#scanned = new ScannedCalls(surroundings, filter);
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

  /** What the comments at the top say was left out whatever it is called; null if they do not say anything. */
  get leftOut(): LeftOut | null {
    return this.#others.leftOut;
  }

  /** Seconds of the last line that had a time; null before. */
  get time(): number | null {
    return this.#line.time;
  }

  /** What the times of the lines are so far, and where they begin. */
  get times(): CaptureTimes {
    return { clock: this.dialect.clock(this.elsewhere?.forms ?? 0), start: this.#printed.start ?? this.#line.start };
  }

  /** Calls read so far; the two halves of a call count once. */
  get syscalls(): number {
    return this.#joiner.count;
  }

  /** Notes what another reader has to know to go on with the next line. */
  save(to: ReaderProgress): void {
    this.#line.save(to);
    this.#joiner.save(to);
    this.dialect.save(to);
    to.events = this.counts.events;
    to.lastCall = this.#others.lastCall;
    to.edge = this.#clipping.edge;
    const waits = this.#joiner.isCut || this.#dumps.isHolding || this.#line.isAwaiting;
    to.isBusy = waits || !this.#printed.isDecided;
  }

  /** Goes on after lines that another reader has read. */
  load(from: ReaderProgress): void {
    this.counts.lines = from.line;
    this.counts.events = from.events;
    this.#line.load(from);
    this.#joiner.load(from);
    this.dialect.load(from);
    this.#others.lastCall = from.lastCall;
  }

  /** Another reader has found a call of this name. */
  noteName(name: string): void {
    this.#joiner.noteName(name);
  }

  /**
   * Reads one line, without its line end: `bytes[start..end)`. Never throws.
   *
   * @param pid the thread whose file the line stands in (`-ff`: the file's suffix); null when lines name their threads
   * @param isCut true if the capture ends within the line
   * @param oddity what is known of the line beside its text
   */
  read(
    bytes: Uint8Array,
    start: number,
    end: number,
    pid: number | null = null,
    isCut = false,
    oddity?: LineOddity,
  ): void {
    if (oddity === "utf-16") this.dialect.note("UTF-16");
    else if (oddity === "missing") this.#gap();
    else if (oddity === "too-long") this.#longLine(bytes, start, end, pid);
    else if (oddity === "lost") this.#lostLine(latin1(bytes, start, end), pid, 1);
    else this.#printed.push(bytes, start, end, pid, isCut);
  }

  /**
   * Reads a line that was scanned before. This is the fast way for a plain line: it skips the search for what a person's programs
   * changed, and for the parts of a call, because the scan was sure of both. While lines wait, or are changed back, it skips nothing.
   */
  scanned(line: ScannedLine): void {
    const { bytes, start, end, isCall } = line;
    if (!this.#printed.passesOn) {
      this.read(bytes, start, end);
      return;
    }
    this.#printed.pass(end - start);
    this.#next(end - start, null, 1);
    this.#line.holds(bytes, start, end);
    this.#dumps.lookAhead(bytes, end, false);
    if (isCall) this.#scanned.take(line);
    else this.#traced(bytes, start, end);
  }

  /** The first lines may be moved, or clipped by a terminal. */
  #look(lines: readonly FirstLine[], bytes: Uint8Array, start: number, pid: number | null): void {
    this.areMoved = pid === null && (areMoved(bytes, start) || isOrderLost(lines));
    this.#clipping.look(lines);
  }

  /** @param lines the lines of the capture that it stood on before they were put together */
  #readLine(bytes: Uint8Array, start: number, end: number, pid: number | null, isCut: boolean, lines: number): void {
    const stop = (bytes[end - 1] as number) > SPACE ? end : endOfText(bytes, start, end);
    this.#next(stop - start, pid, lines);
    this.#line.holds(bytes, start, stop);
    this.#dumps.lookAhead(...this.#printed.after(bytes, end), this.#printed.hidesNext);
    this.#plain(bytes, start, stop, isCut);
  }

  /** The arguments of a call that was reported turned out not to be strace's. */
  unread(): void {
    this.counts.events--;
    this.counts.unrecognized++;
  }

  /** A line that cannot be read: it is another capture's, which shares the file, or its pieces do not fit together. */
  #lostLine(text: string, pid: number | null, lines: number): void {
    this.#next(text.length, pid, lines);
    const at = { pid: null, line: this.#line.number, time: null };
    this.#emit({ kind: "unrecognized", text, at, isOfAnother: true });
  }

  /** A line that is too long to be read. It says all the same which thread printed it, and what it was about to do. */
  #longLine(bytes: Uint8Array, start: number, end: number, pid: number | null): void {
    this.#printed.hold();
    this.#next(end - start, pid, 1);
    this.#line.holds(bytes, start, end);
    this.#joiner.giveUp();
    splitStart(bytes, start, end, this.#parts);
    const { prefix } = this.#parts;
    this.#emit({ kind: "unrecognized", text: latin1(bytes, prefix.offset, end), at: this.#line.take(prefix) });
  }

  /** The number of the next line shows that lines before it are missing. */
  #gap(): void {
    this.#joiner.giveUp();
    this.#emit({ kind: "elided", text: "", at: { pid: null, line: this.counts.lines + 1, time: null } });
  }

  #next(width: number, pid: number | null, lines: number): void {
    this.counts.lines += lines;
    this.#line.next(width, pid, lines);
  }

  /** End of capture: the calls under way never returned. */
  finish(): void {
    this.#printed.finish();
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
    if (event.kind === "foreign" || (event.kind === "elided" && event.text !== "")) this.counts.foreign++;
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
