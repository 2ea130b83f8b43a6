import type { ReaderProgress } from "../progress.js";
import type { LineColumns } from "../scanned-line.js";
import { Clock } from "./clock.js";
import type { Dialect } from "./dialect.js";
import type { ThreadTimes } from "./late-lines.js";
import type { LineRef } from "./line-ref.js";
import { TimeOrder } from "./time-order.js";

/** The line that is being read: its number, its thread, its time. */
export class CurrentLine {
  number = 0;
  /** Characters of this line, and of the line before. */
  width = 0;
  lastWidth = 0;
  /** The number of the last line of the capture that was taken. */
  #last = 0;
  /** The thread whose file it stands in (`-ff`); null when the lines themselves name their threads. */
  #filePid: number | null = null;
  readonly #clock = new Clock();
  readonly #order: TimeOrder;
  readonly #timed = { thread: null as number | null, bytes: new Uint8Array() as Uint8Array, start: 0, end: 0 };

  /**
   * @param onDisorder hears of a line whose time is earlier than that of the line before in its file
   * @param times where the last times of threads are kept
   */
  constructor(
    private readonly dialect: Dialect,
    private readonly onDisorder: (at: LineRef) => void,
    times?: ThreadTimes,
  ) {
    this.#order = new TimeOrder(times);
  }

  /** True if the next line of some thread is awaited, to know whether the lines are in their order. */
  get isAwaiting(): boolean {
    return this.#order.isAwaiting;
  }

  save(to: ReaderProgress): void {
    to.line = this.#last;
    to.width = this.width;
    to.lastWidth = this.lastWidth;
    this.#clock.save(to);
    this.#order.save(to);
  }

  load(from: ReaderProgress): void {
    this.number = from.line;
    this.#last = from.line;
    this.width = from.width;
    this.lastWidth = from.lastWidth;
    this.#clock.load(from);
    this.#order.load(from);
  }

  /**
   * Goes on to the next line, of `width` characters without the blanks after it.
   *
   * @param lines the lines of the capture that it stands on; the first one's number is its number. 0 if it stands on the same
   *   line as the one before
   */
  next(width: number, filePid: number | null, lines = 1): void {
    if (lines > 0) this.number = this.#last + 1;
    this.#last += lines;
    this.lastWidth = this.width;
    this.width = width;
    this.#filePid = filePid;
    if (filePid !== null) this.dialect.note("-ff");
  }

  /** The line is `bytes[start..end)`. */
  holds(bytes: Uint8Array, start: number, end: number): void {
    this.#timed.bytes = bytes;
    this.#timed.start = start;
    this.#timed.end = end;
  }

  /** Seconds of the last line that had a time; null before. */
  get time(): number | null {
    return this.#clock.now;
  }

  /** Seconds of the first line that had a time; null before. */
  get start(): number | null {
    return this.#clock.first;
  }

  pidOf({ pid }: LineColumns): number | null {
    return pid ?? this.#filePid;
  }

  /**
   * Takes note of the line's time, and of the strace options that its columns show.
   *
   * @returns whether the line has a time
   */
  note(prefix: LineColumns): boolean {
    this.dialect.prefix(prefix);
    if (!this.#clock.read(prefix)) return false;
    const time = this.#clock.now ?? 0;
    const pid = this.#filePid; // one file holds the lines of all threads in strace's order
    this.#timed.thread = prefix.pid;
    if (this.#order.runsBack(pid, time, this.#timed)) this.onDisorder({ pid, line: this.number, time });
    return true;
  }

  /** Notes a line of strace's, and returns its reference. */
  take(prefix: LineColumns): LineRef {
    const hasTime = this.note(prefix);
    return { pid: prefix.pid ?? this.#filePid, line: this.number, time: hasTime ? this.#clock.now : null };
  }

  /** Where the line of reference `at` ends in the capture. */
  endOf(at: LineRef): LineRef {
    return this.#last === this.number ? at : { ...at, line: this.#last };
  }

  /** The reference of a line that says nothing about the clock. */
  untimed(prefix: LineColumns): LineRef {
    return { pid: this.pidOf(prefix), line: this.number, time: null };
  }
}
