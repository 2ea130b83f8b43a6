import { nanoseconds } from "../../core/rules/finding.js";

/** Distinct values that are kept. */
const MOST = 1000;
/** Digits to which values are rounded, one step further each time that too many of them are distinct. */
const DIGITS = [3, 2, 1];

/** Seconds: how many were seen, and where they lie. */
export interface TimeSpread {
  readonly count: number;
  readonly min: number;
  /** Of an even number the lower one of the two in the middle. */
  readonly median: number;
  readonly max: number;
}

/** Times of any number in bounded room: exact up to 1,000 distinct ones, then the median is one of rounded values. */
export class TimeDistribution {
  #counts = new Map<number, number>();
  #steps = 0;
  #count = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;

  /** Takes seconds, not less than 0. */
  add(seconds: number): void {
    const value = nanoseconds(seconds);
    this.#count++;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
    this.#put(this.#rounded(value), 1);
    while (this.#counts.size > MOST && this.#steps < DIGITS.length) this.#coarsen();
  }

  /** Null where nothing was added. */
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
