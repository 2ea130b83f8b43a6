import { Random } from "../../core/random.js";

/** Milliseconds of lateness that are made up for; more would read ahead in a burst. */
const SLACK = 5;

/** 2^32 divided by the golden ratio: it spreads consecutive numbers over all seeds. */
const GOLDEN_RATIO = 0x9e3779b9;

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

/** Numbers from 0 to 1, for the jitter of one request: the same for the same seed and number. */
export function randomNumbers(seed: number, request: number): () => number {
  const random = new Random(seed ^ Math.imul(request, GOLDEN_RATIO));
  return () => random.next();
}
