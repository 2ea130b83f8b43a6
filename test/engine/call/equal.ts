/** Fails if two plain values differ. `expect` takes a hundred times as long, and some tests compare millions. */
export function equal(actual: unknown, expected: unknown, what = "value"): void {
  if (!Object.is(actual, expected) && !(actual === 0 && expected === 0))
    throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}
