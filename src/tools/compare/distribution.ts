import { nanoseconds } from "../../core/rules/finding.js";

/** How many distinct values are kept. */
const MOST = 1000;
/** Digits to which values are rounded. Each time too many of them are distinct, the next entry applies. */
const DIGITS = [3, 2, 1];

/** How many times were measured, and their range in seconds. */
export interface TimeSpread {
  readonly count: number;
  readonly min: number;
  /** The lower one of the two in the middle, if their number is even. */
  readonly median: number;
  readonly max: number;
}

/** Collects any number of times in bounded memory. Beyond 1,000 distinct times the median is one of rounded values. */
export class TimeDistribution {
  #counts = new Map<number, number>();
  #steps = 0;
  #count = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;

  /** Adds a time in seconds, at least 0. */
  add(seconds: number): void {
    const value = nanoseconds(seconds);
    this.#count++;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
    this.#put(this.#rounded(value), 1);
    while (this.#counts.size > MOST && this.#steps < DIGITS.length) this.#coarsen();
  }

  /** Null if nothing was added. */
  get spread(): TimeSpread | null {
    if (this.#count === 0) return null;
    const median = Math.min(this.#max, Math.max(this.#min, this.#middle()));
    return { count: this.#count, min: this.#min, median, max: this.#max };
  }

  #middle(): number {
    let left = Math.ceil(this.#count / 2);
    for (const [value, count] of [...this.#counts].sort(([one], [other]) => one - other)) {
      left -= count;
      if (left <= 0) return value;
    }
    return this.#max;
  }

  #coarsen(): void {
    this.#steps++;
    const finer = this.#counts;
    this.#counts = new Map();
    for (const [value, count] of finer) this.#put(this.#rounded(value), count);
  }

  #put(value: number, count: number): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + count);
  }

  #rounded(value: number): number {
    const digits = DIGITS[this.#steps - 1];
    return digits === undefined ? value : Number(value.toPrecision(digits));
  }
}
