import { describe, expect, test } from "vitest";
import type { Caution } from "../../../src/tools/compare/caution.js";
import { comparisonOf, cut, overrun, times, waited, whole } from "./captures.js";

/** What is said of `failed` of `judged` responses before, and after. */
function cautionFor(before: readonly [number, number], after: readonly [number, number]): Caution | null {
  const text = ([failed, judged]: readonly [number, number]): string =>
    times(failed, cut("GET /a")) + times(judged - failed, waited("GET /a"));
  const [caution = null, ...others] = comparisonOf(text(before), text(after)).cautions;
  expect(others).toEqual([]);
  return caution;
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

describe("targets on one side only", () => {
  const [a, b, c] = ["GET /a", "GET /b", "GET /c"].map((target) => whole(target)) as [string, string, string];
  const names = (before: string, after: string) => {
    const found = comparisonOf(before, after).cautions.find(({ code }) => code === "targets-on-one-side");
    if (found?.code !== "targets-on-one-side") return null;
    const targets = (rows: typeof found.onlyBefore) => rows.map(({ target }) => target?.target);
    return { before: targets(found.onlyBefore), after: targets(found.onlyAfter), onBoth: found.onBoth };
  };

  test("are a caution", () => {
    expect(names(a + b, a)).toEqual({ before: ["/b"], after: [], onBoth: 1 });
    expect(names(a + b, a + c)).toEqual({ before: ["/b"], after: ["/c"], onBoth: 1 });
  });

  test("are none if both sides have all of them, or if none is on both: that is the outcome", () => {
    expect(names(a + b, b + a)).toBeNull();
    expect(names(a, b)).toBeNull();
    expect(comparisonOf(a, b).outcome).toBe("unproven");
  });
});

describe("a socket that was never full after", () => {
  const cautions = (before: string, after: string): string[] =>
    comparisonOf(times(400, before), times(400, after)).cautions.map(({ code }) => code);

  test("is a caution if a socket was full before", () => {
    expect(cautions(cut("GET /a"), whole("GET /a"))).toEqual(["never-refused"]);
    expect(cautions(cut("GET /a"), waited("GET /a"))).toEqual([]);
  });

  test("is none if no socket was full before, or nothing failed", () => {
    expect(cautions(overrun("GET /a"), whole("GET /a"))).toEqual([]);
    expect(cautions(waited("GET /a"), whole("GET /a"))).toEqual([]);
  });
});
