import { describe, expect, test } from "vitest";
import { datedRange, timeRange } from "../../../../src/core/formats/text/time-range.js";

const MORNING = 1_796_086_933.21; // 2026-12-01T01:02:13Z

describe("when something began and ended", () => {
  test.each([
    [
      "of one day, has its date once",
      { from: MORNING, to: MORNING + 61, clock: "epoch" },
      "2026-12-01 01:02:13 to 01:03:14 UTC",
    ],
    [
      "over midnight, has both",
      { from: MORNING, to: MORNING + 86_400, clock: "epoch" },
      "2026-12-01 01:02:13 to 2026-12-02 01:02:13 UTC",
    ],
    ["by a clock without a date", { from: 36_000.5, to: 36_010, clock: "day" }, "10:00:00 to 10:00:10"],
    ["within a second", { from: 36_000.1, to: 36_000.9, clock: "day" }, "at 10:00:00"],
    ["since the first line", { from: 1.5, to: 2.25, clock: "relative" }, "+1.500 s to +2.250 s"],
    ["without times", { from: null, to: null, clock: null }, ""],
  ] as const)("%s", (_, range, text) => {
    expect(datedRange(range, null)).toBe(text);
  });

  test("a date that the user gave counts", () => {
    expect(datedRange({ from: 36_000, to: 36_010, clock: "day" }, "2026-12-01")).toBe(
      "2026-12-01 10:00:00 to 10:00:10",
    );
  });

  test("in a list there is no date", () => {
    expect(timeRange({ from: MORNING, to: MORNING + 61, clock: "epoch" }, null)).toBe("01:02:13 to 01:03:14");
  });
});
