import { describe, expect, test } from "vitest";
import type { SideComparison } from "../../../src/tools/compare/comparison.js";
import { abandoned, aborted, comparisonOf, cut, overrun, reset, stalled, times, unclear, whole } from "./captures.js";

const a = "GET /a";
const b = "GET /b";
const codes = ({ reasons }: SideComparison): string[] => reasons.map(({ code }) => code);

describe("worse", () => {
  test.each([
    ["truncated", cut],
    ["overrun", overrun],
    ["reset", reset],
    ["stalled", stalled],
  ])("a larger share of %s responses", (_what, bad) => {
    const comparison = comparisonOf(times(4, whole(a)), times(3, whole(a)) + bad(a));
    expect(comparison.outcome).toBe("worse");
    expect(codes(comparison)).toContain("failed-share-up");
  });

  test("one target has become worse, though fewer responses failed in all", () => {
    const comparison = comparisonOf(times(9, cut(a)) + times(5, whole(b)), times(9, whole(a)) + whole(b) + cut(b));
    expect(comparison.outcome).toBe("worse");
    expect(comparison.reasons).toMatchObject([
      { code: "failed-share-up", row: { target: { method: "GET", target: "/b" } } },
      { code: "lost-share-up", row: { target: { method: "GET", target: "/b" } } },
    ]);
    expect(comparison.rows.map(({ change }) => change)).toEqual(["better", "worse"]);
  });

  test("as many failed, and lost more", () => {
    const comparison = comparisonOf(cut(a, 900), cut(a, 899));
    expect(comparison.outcome).toBe("worse");
    expect(new Set(codes(comparison))).toEqual(new Set(["lost-share-up"]));
  });

  test("more connections without readable HTTP dropped what was refused", () => {
    const comparison = comparisonOf(times(5, whole(a)), times(5, whole(a)) + abandoned());
    expect(comparison.outcome).toBe("worse");
    expect(codes(comparison)).toEqual(["abandoned-share-up"]);
  });

  test("the same share of fewer responses is not worse", () => {
    expect(comparisonOf(times(4, whole(a) + cut(a)), whole(a) + cut(a)).outcome).toBe("equal");
  });
});

describe("better and equal", () => {
  test("a smaller share failed", () => {
    const comparison = comparisonOf(times(3, cut(a)) + whole(a), times(4, whole(a)));
    expect(comparison).toMatchObject({ outcome: "better", reasons: [] });
  });

  test("as many failed, and lost less", () => {
    expect(comparisonOf(cut(a, 100), cut(a, 101)).outcome).toBe("better");
  });

  test("a target that only AFTER has does not count against it by itself", () => {
    const comparison = comparisonOf(times(3, cut(a)), times(3, whole(a)) + cut(b));
    expect(comparison.outcome).toBe("better");
    expect(comparison.rows.map(({ change }) => change)).toEqual(["better", "only-after"]);
  });

  test("peers that hung up say nothing about the program", () => {
    expect(comparisonOf(times(5, whole(a)), times(5, whole(a)) + aborted(a)).outcome).toBe("equal");
  });
});

describe("unproven", () => {
  test.each([
    ["before", unclear(a), whole(a)],
    ["after", whole(a), aborted(a)],
  ])("nothing was judged %s", (side, before, after) => {
    expect(comparisonOf(before, after)).toMatchObject({
      outcome: "unproven",
      reasons: [{ code: "nothing-judged", side }],
    });
  });

  test("more responses of a side were not judged than were", () => {
    const comparison = comparisonOf(times(5, cut(a)), whole(a) + times(2, aborted(a)));
    expect(comparison).toMatchObject({
      outcome: "unproven",
      reasons: [{ code: "mostly-unjudged", side: "after" }],
    });
  });

  test("what is undetermined after would make it worse, had it failed", () => {
    const comparison = comparisonOf(times(5, whole(a)), times(4, whole(a)) + unclear(a));
    expect(comparison.outcome).toBe("unproven");
    expect(new Set(codes(comparison))).toEqual(new Set(["undetermined-decides"]));
  });

  test("what is undetermined before may have failed as often", () => {
    const comparison = comparisonOf(times(5, whole(a)) + times(2, unclear(a)), times(6, whole(a)) + overrun(a));
    expect(comparison.outcome).toBe("unproven");
  });

  test("undetermined responses change nothing if they could not decide: it is better all the same", () => {
    const comparison = comparisonOf(times(5, cut(a)), times(4, whole(a)) + unclear(a));
    expect(comparison).toMatchObject({ outcome: "better", reasons: [] });
  });

  test("what failed before was not asked for again", () => {
    const comparison = comparisonOf(cut(a) + whole(b), whole(b));
    expect(comparison).toMatchObject({
      outcome: "unproven",
      reasons: [{ code: "failure-not-repeated", row: { target: { target: "/a" } } }],
    });
  });

  test("no target is judged on both sides", () => {
    expect(comparisonOf(whole(a), whole(b))).toMatchObject({
      outcome: "unproven",
      reasons: [{ code: "no-target-in-common" }],
    });
  });

  test("a target that is worse is proof, whatever else is not", () => {
    const comparison = comparisonOf(cut(a) + times(3, whole(b)), times(2, whole(b)) + cut(b));
    expect(comparison.outcome).toBe("worse");
    expect(codes(comparison)).toContain("failure-not-repeated");
  });
});

describe("targets", () => {
  test("are sorted by lost bytes, on whichever side", () => {
    const before = whole("GET /1") + cut("GET /2", 500) + whole("GET /3") + overrun("GET /4");
    const after = whole("GET /1") + whole("GET /2") + cut("GET /3", 400) + whole("GET /4");
    const order = comparisonOf(before, after).rows.map(({ target }) => target?.target);
    expect(order).toEqual(["/3", "/2", "/4", "/1"]);
  });

  test("differ by method and by every character of the target", () => {
    const text = whole("GET /a") + whole("HEAD /a") + whole("GET /a?b=1") + whole("GET /a?b=2");
    expect(comparisonOf(text, text).rows).toHaveLength(4);
  });

  test("beyond the most that are counted by themselves they share a row, the same ones on both sides", () => {
    const { rows, others } = comparisonOf(whole(a) + whole(b) + cut("GET /c"), whole("GET /c") + whole(a), 2);
    expect(rows.map(({ target, change }) => [target?.target, change])).toEqual([
      ["/a", "equal"],
      ["/b", "only-before"],
    ]);
    expect(others).toMatchObject({ target: null, change: "better", before: { failed: 1 }, after: { judged: 1 } });
  });

  test("requests that were not captured are one of them", () => {
    const unasked = `10 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi", 40) = 40\n10 close(7) = 0\n`;
    const { rows } = comparisonOf(unasked, unasked);
    expect(rows).toMatchObject([{ target: { method: null, target: null }, change: "equal" }]);
  });
});
