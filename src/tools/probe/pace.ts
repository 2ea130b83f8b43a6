import { Random } from "../../core/random.js";

/** Milliseconds of lateness that are made up for. Making up for more would read ahead in a burst. */
const SLACK = 5;

/** 2^32 divided by the golden ratio: it spreads consecutive numbers over all seeds. */
const GOLDEN_RATIO = 0x9e3779b9;

export interface PaceOptions {
  /** Bytes a second; null reads without pauses. */
  readonly rate: number | null;
  /** Seconds before the first read. */
  readonly delay: number;
  /** Wait a random part of each wait. */
  readonly jitter: boolean;
}

/** Computes the wait before each read, in milliseconds. It reads no clock: the caller gives the time. */
export class ReadPace {
  #due = 0;

  constructor(
    private readonly options: PaceOptions,
    private readonly random: () => number,
  ) {}

  /** The wait before the first read. */
  start(): number {
    return this.options.delay * 1000 * this.#share();
  }

  /** The wait after `bytes` were read at `now` (milliseconds); 0 or less if the next read is due already. */
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

/** Numbers from 0 to 1, for the jitter of one request: the same for the same seed and request. */
export function randomNumbers(seed: number, request: number): () => number {
  const random = new Random(seed ^ Math.imul(request, GOLDEN_RATIO));
  return () => random.next();
}
