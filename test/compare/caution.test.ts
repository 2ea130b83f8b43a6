import { describe, expect, test } from "vitest";
import type { Caution } from "../../src/compare/caution.js";
import { comparisonOf, cut, times, whole } from "./captures.js";

/** `failed` of `judged` responses before, and after. */
function cautionFor(before: readonly [number, number], after: readonly [number, number]): Caution | null {
  const text = ([failed, judged]: readonly [number, number]): string =>
    times(failed, cut("GET /a")) + times(judged - failed, whole("GET /a"));
  return comparisonOf(text(before), text(after)).caution;
}

describe("the rule of three: none of n failed, and up to 3/n may", () => {
  test.each([
    [25, 0.12],
    [100, 0.03],
    [2, 1],
  ])("none of %d", (judged, upTo) => {
    expect(cautionFor([1, 1], [0, judged])).toMatchObject({ code: "rule-of-three", clean: judged, upTo });
  });

  test("fewer failed before than may after: that shows no fix", () => {
    expect(cautionFor([1, 25], [0, 25])).toMatchObject({ showsNoFix: true });
    expect(cautionFor([19, 25], [0, 25])).toMatchObject({ showsNoFix: false });
    expect(cautionFor([0, 25], [0, 25])).toMatchObject({ showsNoFix: false });
  });

  test("of very many clean responses nothing needs to be said", () => {
    expect(cautionFor([19, 25], [0, 400])).toBeNull();
  });
});

describe("two shares that chance may have made", () => {
  test("differ by less than two standard deviations", () => {
    expect(cautionFor([0, 3], [1, 3])).toEqual({ code: "may-be-chance" });
    expect(cautionFor([10, 25], [8, 25])).toEqual({ code: "may-be-chance" });
  });

  test("do not differ by more, and are not the same", () => {
    expect(cautionFor([20, 25], [5, 25])).toBeNull();
    expect(cautionFor([5, 25], [5, 25])).toBeNull();
    expect(cautionFor([3, 3], [3, 3])).toBeNull();
  });
});
