/** Milliseconds of lateness that are made up for; more would read ahead in a burst. */
const SLACK = 5;

export interface PaceOptions {
  /** Bytes a second; null sets no pace. */
  readonly rate: number | null;
  /** Seconds before the first byte. */
  readonly delay: number;
  /** Wait a random part of each wait. */
  readonly jitter: boolean;
}

/** How long to wait before each read, in milliseconds. Asks for no clock: `now` is given. */
export class ReadPace {
  #due = 0;

  constructor(
    private readonly options: PaceOptions,
    private readonly random: () => number,
  ) {}

  /** Before the first read. */
  start(): number {
    return this.options.delay * 1000 * this.#share();
  }

  /** After `bytes` were read at `now`: 0 or less where the next read is due already. */
  after(bytes: number, now: number): number {
    const { rate } = this.options;
    if (rate === null) return 0;
    this.#due = Math.max(this.#due, now - SLACK) + (bytes / rate) * 1000 * this.#share();
    return this.#due - now;
  }

  #share(): number {
    return this.options.jitter ? this.random() : 1;
  }
}

/** Numbers from 0 to 1, the same for the same seed and stream: mulberry32. */
export function randomNumbers(seed: number, stream: number): () => number {
  let state = (seed ^ Math.imul(stream, 0x9e3779b9)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
