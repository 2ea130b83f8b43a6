import fc from "fast-check";
import { expect, test } from "vitest";
import { TimeDistribution } from "../../../src/tools/compare/distribution.js";
import { budget } from "../../budget.js";

function spreadOf(seconds: readonly number[]) {
  const distribution = new TimeDistribution();
  for (const value of seconds) distribution.add(value);
  return distribution.spread;
}

test("nothing has no spread", () => {
  expect(spreadOf([])).toBeNull();
});

test("of an even number the median is the lower one in the middle", () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ count: 4, min: 1, median: 2, max: 4 });
});

test("digits after the nanoseconds are noise of the subtraction", () => {
  expect(spreadOf([0.3 - 0.1])).toEqual({ count: 1, min: 0.2, median: 0.2, max: 0.2 });
});

test("up to 1,000 distinct times the median is exact", () => {
  const seconds = Array.from({ length: 999 }, (_, index) => (index * 7919) / 1e6);
  expect(spreadOf(seconds)?.median).toBe((499 * 7919) / 1e6);
});

test("of any number of times the ends are exact, and the median is within a twentieth", () => {
  const times = fc.array(fc.integer({ min: 1, max: 50_000_000 }), { minLength: 1500, maxLength: 4000 });
  fc.assert(
    fc.property(times, (microseconds) => {
      const sorted = microseconds.map((each) => each / 1e6).sort((one, other) => one - other);
      const median = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
      const spread = spreadOf(microseconds.map((each) => each / 1e6));
      expect(spread).toMatchObject({ count: sorted.length, min: sorted[0], max: sorted.at(-1) });
      expect(Math.abs((spread?.median ?? 0) - median)).toBeLessThanOrEqual(median / 20 + 1e-9);
    }),
    budget(20),
  );
});
