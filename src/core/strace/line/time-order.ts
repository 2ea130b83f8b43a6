import type { ReaderProgress } from "../progress.js";
import { LateLines, type ThreadTimes } from "./late-lines.js";
import { isOwnLine } from "./pasted/own-line.js";
import { scanPrefix } from "./prefix/scan.js";

/** What is looked at before the first line is read, in bytes: more than anything else that looks at the first lines. */
export const LOOKED_AT = 1 << 19;
const NEWLINE = 0x0a;
const DAY = 86_400; // seconds
/** A clock that is set back makes times run back once; so does a second capture after the first. */
const STEPS = 2;

/**
 * True if lines from `start` on show that somebody sorted or moved them, before any of them is read. Their times run back
 * again and again; or one line stands after later ones, and the times go on after it as if it were not there; or the times
 * run back once where another thread's lines begin, and no thread's own time ever does: a clock that is set back would
 * show in the threads that go on. A line that stands where its call ended is in its place.
 */
export function areMoved(bytes: Uint8Array, start: number): boolean {
  const lastOf = new Map<number | null, number>();
  const late = new LateLines();
  let latest = Number.NEGATIVE_INFINITY;
  let last = latest;
  let wasBack = false;
  let isClockBack = false;
  let steps = 0;
  for (let from = start; from < Math.min(bytes.length, start + LOOKED_AT); ) {
    const newline = bytes.indexOf(NEWLINE, from);
    const end = newline < 0 ? bytes.length : newline;
    const { clock, time, pid } = scanPrefix(bytes, from, end);
    const isTimed = (clock === "day" || clock === "epoch") && isOwnLine(bytes, from, end); // else a log line
    const begin = from;
    from = end + 1;
    if (!isTimed) continue;
    const isMidnight = time <= last - DAY / 2;
    if (late.take(pid, time, isMidnight ? time : last, bytes, begin, end)) continue;
    const isBack = time < last && !isMidnight;
    if ((wasBack && time >= latest) || (isBack && ++steps > STEPS)) return true;
    if (time < (lastOf.get(pid) ?? time)) isClockBack = true;
    lastOf.set(pid, time);
    latest = isMidnight ? time : Math.max(latest, time);
    wasBack = isBack;
    last = time;
  }
  return (steps > 0 && !isClockBack) || (late.isAwaiting && bytes.length <= start + LOOKED_AT);
}

/** A line with a time: `bytes[start..end)`, and the thread that it names. */
export interface TimedLine {
  readonly thread: number | null;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Threads whose last time is kept; after so many of them, all are forgotten. */
const MOST_THREADS = 4096;

/**
 * Detects lines that are not in the order in which strace wrote them: their time is earlier than that of the line before
 * in their file. The files of `-ff` are put in order by another rule, so each is looked at by itself.
 */
export class TimeOrder {
  #latest = Number.NEGATIVE_INFINITY;
  #pid: number | null = null;
  #last = Number.NEGATIVE_INFINITY;
  readonly #lastOf = new Map<number | null, number>();
  readonly #late: LateLines;

  /** @param times where the last times of threads are kept */
  constructor(times?: ThreadTimes) {
    this.#late = new LateLines(times);
  }

  /** True if the next line of some thread is awaited. */
  get isAwaiting(): boolean {
    return this.#late.isAwaiting;
  }

  save(to: ReaderProgress): void {
    to.latest = this.#latest;
    to.last = this.#last;
    this.#late.save(to);
  }

  load(from: ReaderProgress): void {
    this.#latest = from.latest;
    this.#last = from.last;
    this.#late.load(from);
  }

  /**
   * Takes the time of the next line, in seconds that go on at midnight. Returns whether it runs back in its file.
   *
   * @param pid that of a file of `-ff`
   */
  runsBack(pid: number | null, time: number, { thread, bytes, start, end }: TimedLine): boolean {
    if (pid === null && this.#late.take(thread, time, this.#last, bytes, start, end)) return false;
    if (pid !== this.#pid) {
      if (this.#lastOf.size >= MOST_THREADS) this.#lastOf.clear();
      this.#lastOf.set(this.#pid, this.#last);
      this.#pid = pid;
      const isOld = time < this.#latest; // else it cannot be earlier than the thread's own last line
      this.#last = (isOld ? this.#lastOf.get(pid) : undefined) ?? Number.NEGATIVE_INFINITY;
    }
    const isBack = time < this.#last;
    this.#last = time;
    if (time > this.#latest) this.#latest = time;
    return isBack;
  }
}
