import type { Moment } from "../../analysis/model.js";

const DAY = 86_400;
/** Seconds: later than any clock of a day or of a capture goes, and earlier than any capture was recorded. */
const EARLIEST_EPOCH = 1e8;

/**
 * The times of one capture as microseconds of a trace. They count from the midnight before the capture begins, so that captures of
 * one day are side by side; those of `-r` from the first line. A capture without times has the numbers of its lines instead.
 */
export class TraceTime {
  #zero: number | null = null;
  #isTimed: boolean | null = null;
  #latest = 0;

  /** True if the capture has no times. It is known after its first event. */
  get countsLines(): boolean {
    return this.#isTimed === false;
  }

  /** Whole microseconds, at least 0. What has no time in a capture with times happened no earlier than what came before it. */
  of({ line, time }: Moment): number {
    this.#isTimed ??= time !== null;
    if (!this.#isTimed) return line;
    if (time === null || !Number.isFinite(time)) return this.#latest;
    this.#zero ??= time < EARLIEST_EPOCH ? 0 : Math.floor(time / DAY) * DAY;
    const microseconds = Math.max(0, Math.round((time - this.#zero) * 1e6));
    this.#latest = Math.max(this.#latest, microseconds);
    return microseconds;
  }

  /** From the beginning of a call to its end. */
  span(begin: Moment, end: Moment): { readonly from: number; readonly to: number } {
    const from = this.of(begin);
    return { from, to: Math.max(from, this.of(end)) };
  }
}
