/** Steps of the slider that chooses the reader's speed, for each power of ten. */
const STEPS_A_DECADE = 100;
const SLOWEST = 1e6;
const FASTEST = 10e9;

/** The last step of that slider; the first is 0. */
export const LAST_SPEED_STEP = Math.round(Math.log10(FASTEST / SLOWEST) * STEPS_A_DECADE);

/** Bytes a second at a step of the slider: from 1 MB/s to 10 GB/s, in three digits. */
export function rateAtStep(step: number): number {
  return Number((SLOWEST * 10 ** (step / STEPS_A_DECADE)).toPrecision(3));
}

/** The step nearest to a speed; speeds that the slider does not have are at its ends. */
export function stepOfRate(rate: number): number {
  const step = Math.round(Math.log10(Math.max(rate, SLOWEST) / SLOWEST) * STEPS_A_DECADE);
  return Math.min(LAST_SPEED_STEP, step);
}

/** A scale of time that begins slowly, so that the first calls have room, and covers seconds as well: log(1 + t). */
export class TimeScale {
  /**
   * @param end microseconds at the position 1
   * @param knee microseconds up to which it is nearly even
   */
  constructor(
    readonly end: number,
    private readonly knee: number,
  ) {}

  /** From 0 to 1. */
  position(at: number): number {
    return Math.min(1, Math.log1p(Math.max(0, at) / this.knee) / Math.log1p(this.end / this.knee));
  }

  /** Whole microseconds at a position. */
  time(position: number): number {
    const at = Math.round(this.knee * Math.expm1(position * Math.log1p(this.end / this.knee)));
    return Math.max(0, Math.min(this.end, at));
  }

  /** Round times to label: 0, 100 us, 1 ms, 10 ms, and so on, and the end; none is close to another. */
  ticks(): number[] {
    const round: number[] = [];
    for (let at = 100; at < this.end; at *= 10) round.push(at);
    const kept = round.filter((at) => this.position(at) < 0.88 && this.position(at) > 0.1);
    return [0, ...kept, this.end];
  }
}
