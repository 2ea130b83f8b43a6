const STEPS = [1, 2, 5, 10];

/** The smallest step of 1, 2 or 5 times a power of ten by which at most `most` steps reach `range`. */
export function roundStep(range: number, most: number): number {
  if (!(range > 0) || !Number.isFinite(range)) return 1;
  const least = range / Math.max(1, most);
  const exponent = Math.floor(Math.log10(least));
  const factor = STEPS.find((each) => scaled(each, exponent) >= least * (1 - 1e-9)) ?? 10;
  return scaled(factor, exponent);
}

/** The multiples of `step` from 0 to `range`. */
export function roundTicks(range: number, step: number): number[] {
  const count = Math.floor(range / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Powers of ten as they are written: 10 ** -3 * 5 is not 0.005. */
function scaled(factor: number, exponent: number): number {
  return Number(`${factor}e${exponent}`);
}
