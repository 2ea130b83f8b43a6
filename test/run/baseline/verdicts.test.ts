import { describe, expect, test } from "vitest";
import type { VerdictCounts } from "../../../src/run/baseline/model.js";
import { compareVerdicts } from "../../../src/run/baseline/verdicts.js";

type Case = readonly [what: string, expected: VerdictCounts, found: VerdictCounts, message: string];

describe("fails", () => {
  test.each<Case>([
    [
      "a response that was judged and no longer is",
      { complete: 25 },
      { complete: 24, undetermined: 1 },
      "25 complete -> 24 complete, 1 undetermined; 1 no longer judged",
    ],
    [
      "also where it was a bad one",
      { truncated: 1 },
      { "in-flight": 1 },
      "1 truncated -> 1 in flight; 1 no longer judged",
    ],
    ["and where it is not there at all", { complete: 1 }, {}, "1 complete -> no response; 1 no longer judged"],
    [
      "a truncated one more",
      { complete: 2 },
      { complete: 1, truncated: 1 },
      "2 complete -> 1 complete, 1 truncated; 1 more truncated",
    ],
    ["an overrun one more", {}, { overrun: 1 }, "no response -> 1 overrun; 1 more overrun"],
    [
      "one that is whole no longer",
      { complete: 1 },
      { "aborted-by-peer": 1 },
      "1 complete -> 1 aborted by the peer; 1 no longer complete",
    ],
  ])("%s", (_what, expected, found, message) => {
    expect(compareVerdicts(expected, found)).toMatchObject({ fails: true, message });
  });
});

describe("is told, and makes nothing fail", () => {
  test.each<Case>([
    ["a truncated response that is whole now", { truncated: 1 }, { complete: 1 }, "1 truncated -> 1 complete"],
    ["a response more", { complete: 1 }, { complete: 1_000 }, "1 complete -> 1,000 complete"],
    ["one that is judged at last", { undetermined: 1 }, { complete: 1 }, "1 undetermined -> 1 complete"],
    [
      "one that is undetermined, besides",
      { complete: 1 },
      { complete: 1, undetermined: 1 },
      "1 complete -> 1 complete, 1 undetermined",
    ],
  ])("%s", (_what, expected, found, message) => {
    expect(compareVerdicts(expected, found)).toMatchObject({ fails: false, message });
  });
});

test("the counts that differ are numbers", () => {
  expect(compareVerdicts({ complete: 3, truncated: 1 }, { complete: 4, truncated: 1 })?.counts).toEqual([
    { subject: "complete", expected: 3, found: 4 },
  ]);
});

test("equal counts are no change, in whatever order", () => {
  expect(compareVerdicts({ complete: 3, truncated: 1 }, { truncated: 1, complete: 3 })).toBeNull();
});
