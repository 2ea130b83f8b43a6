import { expect, test } from "vitest";
import { roundStep, roundTicks } from "../../../src/core/text/ticks.js";

test("a step is 1, 2 or 5 times a power of ten, the smallest that needs no more steps than there is room for", () => {
  expect(roundStep(14_900_000, 5)).toBe(5_000_000);
  expect(roundStep(219_156, 5)).toBe(50_000);
  expect(roundStep(1, 5)).toBe(0.2);
  expect(roundStep(10, 5)).toBe(2);
  expect(roundStep(20.5, 4)).toBe(10);
  expect(roundStep(0.003, 3)).toBe(0.001);
});

test("a range without an extent has a step all the same", () => {
  expect(roundStep(0, 5)).toBe(1);
  expect(roundStep(Number.NaN, 5)).toBe(1);
  expect(roundStep(Number.POSITIVE_INFINITY, 5)).toBe(1);
});

test("ticks begin at 0, end within the range, and are as round as they read", () => {
  expect(roundTicks(0.35, 0.1)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(roundTicks(0.3, 0.1)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(roundTicks(0, 1)).toEqual([0]);
});
