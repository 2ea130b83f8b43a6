import { expect, test } from "vitest";
import { directionOf, rateOf } from "../../../src/tools/compare/share.js";

test("shares are compared without rounding, also those of more bytes than a double can count", () => {
  const whole = 9_007_199_254_740_000;
  expect(directionOf({ part: 1, whole }, { part: 2, whole })).toBe("up");
  expect(directionOf({ part: whole - 1, whole }, { part: whole - 2, whole })).toBe("down");
  expect(directionOf({ part: 1, whole: 3 }, { part: 2, whole: 6 })).toBe("same");
});

test("nothing has no share", () => {
  expect(rateOf({ part: 0, whole: 0 })).toBeNull();
  expect(rateOf({ part: 1, whole: 4 })).toBe(0.25);
});
