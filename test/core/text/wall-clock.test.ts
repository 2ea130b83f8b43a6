import { describe, expect, test } from "vitest";
import { wallClock } from "../../../src/core/text/wall-clock.js";

const AT = 14 * 3600 + 2 * 60 + 10.123456; // what -tt prints as 14:02:10.123456
const DAY = 86_400;

describe("a time of a capture, as it stands in a log", () => {
  test.each([
    ["-ttt: the date and the time, in UTC", 1796133730.123456, "epoch", null, "2026-12-01T14:02:10.123Z"],
    [
      "-ttt knows its date: --date changes nothing",
      1796133730.123456,
      "epoch",
      "2020-01-01",
      "2026-12-01T14:02:10.123Z",
    ],
    ["-tt: the local time", AT, "day", null, "14:02:10.123"],
    ["-tt after a midnight", AT + DAY, "day", null, "14:02:10.123 (+1 day)"],
    ["-tt after three midnights", AT + 3 * DAY, "day", null, "14:02:10.123 (+3 days)"],
    ["-tt with --date: no zone, because nobody said one", AT, "day", "2026-12-01", "2026-12-01T14:02:10.123"],
    ["-tt with --date after a midnight: the date moves on", AT + DAY, "day", "2026-12-31", "2027-01-01T14:02:10.123"],
    ["-t has whole seconds", 50_530, "day", null, "14:02:10.000"],
    ["-r: since the first line", 2.5, "relative", null, "+2.500 s"],
    ["-r has no date", 2.5, "relative", "2026-12-01", "+2.500 s"],
  ] as const)("%s", (_, time, clock, date, text) => {
    expect(wallClock(time, clock, date)).toBe(text);
  });

  test("is cut, not rounded: the digits are those of the capture", () => {
    expect(wallClock(0.9999, "relative", null)).toBe("+0.999 s");
    expect(wallClock(DAY - 0.0001, "day", null)).toBe("23:59:59.999");
    expect(wallClock(1796133730.001, "epoch", null)).toBe("2026-12-01T14:02:10.001Z");
  });

  test("nothing is said without a time or a clock", () => {
    expect(wallClock(null, "day", null)).toBeNull();
    expect(wallClock(12, null, null)).toBeNull();
    expect(wallClock(Number.NaN, "epoch", null)).toBeNull();
  });

  test("nor of a time that no calendar has: a changed line can hold any number", () => {
    expect(wallClock(1e15, "epoch", null)).toBeNull();
    expect(wallClock(8.6395e12, "day", "2026-12-01")).toMatch(/ \(\+[\d,]+ days\)$/); // of the day, but not of a date
  });
});
