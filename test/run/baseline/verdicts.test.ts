import { describe, expect, test } from "vitest";
import type { VerdictCounts } from "../../../src/run/baseline/model.js";
import { compareVerdicts } from "../../../src/run/baseline/verdicts.js";

type Case = readonly [what: string, expected: VerdictCounts, found: VerdictCounts, message: string];

describe("fails the run", () => {
  test.each<Case>([
    [
      "a response that is no longer judged",
      { complete: 25 },
      { complete: 24, undetermined: 1 },
      "25 complete -> 24 complete, 1 undetermined; 1 no longer judged",
    ],
    [
      "even if it was truncated",
      { truncated: 1 },
      { "in-flight": 1 },
      "1 truncated -> 1 in flight; 1 no longer judged",
    ],
    ["and if it is missing", { complete: 1 }, {}, "1 complete -> no response; 1 no longer judged"],
    [
      "one more truncated response",
      { complete: 2 },
      { complete: 1, truncated: 1 },
      "2 complete -> 1 complete, 1 truncated; 1 more truncated",
    ],
    ["one more overrun", {}, { overrun: 1 }, "no response -> 1 overrun; 1 more overrun"],
    [
      "a response that is no longer complete",
      { complete: 1 },
      { "aborted-by-peer": 1 },
      "1 complete -> 1 aborted by the peer; 1 no longer complete",
    ],
  ])("%s", (_what, expected, found, message) => {
    expect(compareVerdicts(expected, found)).toMatchObject({ fails: true, message });
  });
});

describe("is reported, and does not fail the run", () => {
  test.each<Case>([
    ["a truncated response that is now complete", { truncated: 1 }, { complete: 1 }, "1 truncated -> 1 complete"],
    ["more responses", { complete: 1 }, { complete: 1_000 }, "1 complete -> 1,000 complete"],
    ["a response that is now judged", { undetermined: 1 }, { complete: 1 }, "1 undetermined -> 1 complete"],
    [
      "one more undetermined response",
      { complete: 1 },
      { complete: 1, undetermined: 1 },
      "1 complete -> 1 complete, 1 undetermined",
    ],
  ])("%s", (_what, expected, found, message) => {
    expect(compareVerdicts(expected, found)).toMatchObject({ fails: false, message });
  });
});

test("the counts hold only the verdicts that differ", () => {
  expect(compareVerdicts({ complete: 3, truncated: 1 }, { complete: 4, truncated: 1 })?.counts).toEqual([
    { subject: "complete", expected: 3, found: 4 },
  ]);
});

test("equal counts in another order are not a change", () => {
  expect(compareVerdicts({ complete: 3, truncated: 1 }, { truncated: 1, complete: 3 })).toBeNull();
});
