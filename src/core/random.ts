/** Pseudo-random numbers that are the same for the same seed on every machine (mulberry32). Not for secrets. */
export class Random {
  #state: number;

  /** @param seed a whole number; its lowest 32 bits count */
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** The next number, at least 0 and less than 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** A second sequence. It stays the same however many numbers of this one are taken afterwards. */
  fork(): Random {
    return new Random(this.between(0, 0xffff_ffff));
  }
}
