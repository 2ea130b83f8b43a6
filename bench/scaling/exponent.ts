/** What one size of a pattern cost. */
export interface Cost {
  /** The length of the input. */
  readonly bytes: number;
  /** Seconds of CPU, user and system. */
  readonly cpu: number;
}

/** Of so many sizes, the largest ones, the exponent is taken: the small ones hold what is the same for all. */
const LARGER = 4;
/** A pattern whose largest size costs less, in seconds, is linear for all that can be measured. */
const CHEAP = 0.05;

/** The slope of the CPU over the length, both in logarithms, by least squares: 1 is linear, 2 is quadratic. */
export function exponentOf(costs: readonly Cost[]): number {
  if ((costs.at(-1)?.cpu ?? 0) < CHEAP) return 0;
  const points = costs.slice(-LARGER).map(({ bytes, cpu }) => ({ x: Math.log(bytes), y: Math.log(cpu) }));
  const mean = (of: (point: { x: number; y: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const x = mean((point) => point.x);
  const y = mean((point) => point.y);
  const spread = mean((point) => (point.x - x) ** 2);
  return mean((point) => (point.x - x) * (point.y - y)) / spread;
}
