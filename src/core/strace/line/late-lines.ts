import type { ReaderProgress } from "../progress.js";
import { orderOf } from "./thread-order.js";

/** Threads whose last time is kept; after so many of them, all are forgotten. */
const MOST_THREADS = 4096;
/** What rounding may make of a sum, in seconds. */
const ROUNDING = 1e-6;

/** The last time of each thread, in seconds: of the threads before the one that had the last line. */
export interface ThreadTimes {
  get(thread: number | null): number | undefined;
  set(thread: number | null, time: number): void;
}

class LastTimes implements ThreadTimes {
  readonly #times = new Map<number | null, number>();

  get(thread: number | null): number | undefined {
    return this.#times.get(thread);
  }

  set(thread: number | null, time: number): void {
    if (this.#times.size >= MOST_THREADS) this.#times.clear();
    this.#times.set(thread, time);
  }
}

/**
 * Lines that stand where their call ended, not where it began: so the files of `strace -ff` are put into one. Such a line is
 * earlier than the lines before it, and yet in its place: its duration says so, or a call that waits goes on until its
 * thread's next line.
 */
export class LateLines {
  #thread: number | null = null;
  #time = Number.NEGATIVE_INFINITY;
  readonly #lastOf: ThreadTimes;
  /** For a thread whose last call has to have lasted so long: the time before which its next line must not be. */
  readonly #awaited = new Map<number, number>();

  constructor(times: ThreadTimes = new LastTimes()) {
    this.#lastOf = times;
  }

  save(to: ReaderProgress): void {
    to.lateTime = this.#time;
    to.latePid = this.#thread;
  }

  load({ lateTime, latePid }: ReaderProgress): void {
    this.#time = lateTime;
    this.#thread = latePid;
  }

  /** True as long as a thread is to have a next line, and none came. */
  get isAwaiting(): boolean {
    return this.#awaited.size > 0;
  }

  /**
   * Takes the next line, of `bytes[start..end)`.
   *
   * @param before the time of the line before it that is not late
   * @returns true if it is earlier, and stands where its call ended
   */
  take(thread: number | null, time: number, before: number, bytes: Uint8Array, start: number, end: number): boolean {
    const awaited = thread === null ? undefined : this.#awaited.get(thread);
    if (thread !== null && awaited !== undefined) this.#awaited.delete(thread);
    const isLate =
      time < before &&
      time >= (awaited ?? time) &&
      time >= this.#lastOfThread(thread) &&
      this.#isLate(thread, time, before, orderOf(bytes, start, end));
    if (thread !== this.#thread) {
      this.#lastOf.set(this.#thread, this.#time);
      this.#thread = thread;
    }
    this.#time = time;
    return isLate;
  }

  #lastOfThread(thread: number | null): number {
    return thread === this.#thread ? this.#time : (this.#lastOf.get(thread) ?? Number.NEGATIVE_INFINITY);
  }

  #isLate(thread: number | null, time: number, before: number, order: ReturnType<typeof orderOf>): boolean {
    if (!order || thread === null) return false;
    if (order.until !== null) return time + (order.until - order.at) >= before - ROUNDING;
    if (this.#awaited.size >= MOST_THREADS) return false;
    this.#awaited.set(thread, before);
    return true;
  }
}
