import type { Random } from "../../core/random.js";

const SECOND = 1e6;
/** Microseconds for which a reader with jitter keeps one speed. */
const SLICE = 1_000;
/** A slow reader keeps one speed longer: until it has read about this many bytes. */
const SLICE_BYTES = 4_096;

/** How fast a client reads. Times are microseconds since the start of the server. */
export class ReaderPace {
  readonly #slice: number;
  readonly #factors: number[] = [];

  /**
   * @param start when it begins to read
   * @param rate bytes a second; 0 never reads
   * @param jitter by which share the speed varies, from 0 to 1
   */
  constructor(
    readonly start: number,
    private readonly rate: number,
    private readonly jitter: number,
    private readonly random: Random,
  ) {
    this.#slice = Math.max(SLICE, rate > 0 ? Math.ceil((SLICE_BYTES / rate) * SECOND) : SLICE);
  }

  /** Bytes that it reads between two times if there are enough. */
  bytes(from: number, to: number): number {
    let sum = 0;
    let at = Math.max(from, this.start);
    while (at < to) {
      const end = Math.min(to, this.#endOfSlice(at));
      sum += (end - at) * this.#speed(at);
      at = end;
    }
    return sum;
  }

  /** The first whole microsecond at which it has read that many bytes since `from`; Infinity if it never has. */
  until(from: number, bytes: number): number {
    let at = Math.max(from, this.start);
    if (bytes <= 0) return at;
    if (this.rate === 0) return Number.POSITIVE_INFINITY;
    for (let left = bytes; ; ) {
      const end = this.#endOfSlice(at);
      const speed = this.#speed(at);
      if ((end - at) * speed >= left) return Math.ceil(at + left / speed);
      left -= (end - at) * speed;
      at = end;
    }
  }

  #endOfSlice(at: number): number {
    if (this.jitter === 0) return Number.POSITIVE_INFINITY;
    return this.start + (Math.floor((at - this.start) / this.#slice) + 1) * this.#slice;
  }

  /** Bytes a microsecond. */
  #speed(at: number): number {
    if (this.jitter === 0) return this.rate / SECOND;
    const slice = Math.floor((at - this.start) / this.#slice);
    while (this.#factors.length <= slice) {
      this.#factors.push(Math.max(0.01, 1 + this.jitter * (2 * this.random.next() - 1)));
    }
    return (this.rate / SECOND) * (this.#factors[slice] ?? 1);
  }
}
