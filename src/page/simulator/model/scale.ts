/** Steps of the slider that chooses the reader's speed, for each power of ten. */
const STEPS_A_DECADE = 100;
/** Bytes a second at the two ends of that slider. */
export const SLOWEST = 1e6;
export const FASTEST = 10e9;

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

/** The least distance of two labels, as a share of the scale. */
const APART = 0.17;

/** A scale of time that begins slowly, so that the first calls have room, and covers seconds as well: log(1 + t). */
export class SimulationScale {
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
    const kept = [0];
    for (const at of round) {
      const isApart = this.position(at) - this.position(kept.at(-1) ?? 0) > APART;
      if (isApart && this.position(at) < 1 - APART) kept.push(at);
    }
    return [...kept, this.end];
  }
}
