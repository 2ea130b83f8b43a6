import { describe, expect, test } from "vitest";
import { askedTime, dayNumber } from "../../../src/core/filter/asked-time.js";
import { windowIn } from "../../../src/core/filter/time-window.js";
import type { CaptureTimes } from "../../../src/core/strace/capture-clock.js";

const HOUR = 3600;
const DAY = 86_400;
const december = dayNumber("2026-12-01") as number;

test.each([
  ["14:02:10", { kind: "day", seconds: 14 * HOUR + 130 }],
  ["14:02:10.123", { kind: "day", seconds: 14 * HOUR + 130.123 }],
  ["14:02", { kind: "day", seconds: 14 * HOUR + 120 }],
  ["2026-12-01T14:02:10", { kind: "dated", day: december, seconds: 14 * HOUR + 130, isUtc: false }],
  ["2026-12-01 14:02:10", { kind: "dated", day: december, seconds: 14 * HOUR + 130, isUtc: false }],
  ["2026-12-01T14:02:10Z", { kind: "dated", day: december, seconds: 14 * HOUR + 130, isUtc: true }],
  ["2026-12-01T14:02:10+02:00", { kind: "dated", day: december, seconds: 12 * HOUR + 130, isUtc: true }],
  ["2026-12-01T01:00-0330", { kind: "dated", day: december, seconds: 4.5 * HOUR, isUtc: true }],
  ["@1796086933.2", { kind: "epoch", seconds: 1_796_086_933.2 }],
  ["+2.5s", { kind: "start", seconds: 2.5 }],
  ["+2.5", { kind: "start", seconds: 2.5 }],
  ["+250ms", { kind: "start", seconds: 0.25 }],
  ["+3min", { kind: "start", seconds: 180 }],
  ["25:00:00", null],
  ["14:60", null],
  ["2:5", null],
  ["2026-02-30T10:00:00", null],
  ["2026-12-01", null],
  ["2026-12-01T10:00:00+25:00", null],
  ["-2s", null],
  ["yesterday", null],
  ["", null],
])("%j is %j", (text, time) => expect(askedTime(text)).toEqual(time));

test.each([
  ["1970-01-01", 0],
  ["1970-01-02", 1],
  ["2026-12-01", 20_788],
  ["2024-02-29", 19_782],
  ["2026-02-29", null],
  ["26-12-01", null],
])("%s is day %j", (text, day) => expect(dayNumber(text)).toBe(day));

describe("on the clock of a capture", () => {
  const byDay = (start: number): CaptureTimes => ({ clock: "day", start });
  const epoch: CaptureTimes = { clock: "epoch", start: december * DAY + 14 * HOUR };
  const relative: CaptureTimes = { clock: "relative", start: 0 };
  const found = (text: string, times: CaptureTimes, date?: number): number | null => {
    const since = askedTime(text);
    if (!since) throw new Error(text);
    return windowIn({ since, sinceText: text, day: date ?? null }, times, "a.strace").since;
  };

  test.each([
    ["14:02:10", byDay(14 * HOUR), undefined, 14 * HOUR + 130],
    ["13:59:00", byDay(14 * HOUR), undefined, 14 * HOUR - 60],
    ["00:10:00", byDay(23.5 * HOUR), undefined, DAY + 600], // it goes on after midnight
    ["14:00:00", byDay(1 * HOUR), undefined, 14 * HOUR],
    ["+2.5s", byDay(14 * HOUR), undefined, 14 * HOUR + 2.5],
    ["2026-12-01T14:02:10", byDay(14 * HOUR), december, 14 * HOUR + 130],
    ["2026-12-02T00:00:00", byDay(14 * HOUR), december, DAY],
    ["2026-11-30T23:00:00", byDay(14 * HOUR), december, -HOUR],
    ["14:02:10", epoch, undefined, december * DAY + 14 * HOUR + 130],
    ["2026-12-01T14:02:10", epoch, undefined, december * DAY + 14 * HOUR + 130],
    ["2026-12-01T15:02:10+01:00", epoch, undefined, december * DAY + 14 * HOUR + 130],
    ["@1796086933.2", epoch, undefined, 1_796_086_933.2],
    ["+1s", epoch, undefined, december * DAY + 14 * HOUR + 1],
    ["+2.5s", relative, undefined, 2.5],
  ] as const)("%s with %j is found", (text, times, date, at) => expect(found(text, times, date)).toBeCloseTo(at, 6));

  test.each([
    ["14:02:10", relative, "its times count from its first line (-r): write a time such as +2.5s"],
    ["+1s", { clock: null, start: null }, "its lines have no times: record it with -tt or -ttt"],
    [
      "2026-12-01T14:02:10",
      byDay(0),
      "its times have no date (-t, -tt): say on which day it begins with --date 2026-12-01",
    ],
    [
      "2026-12-01T14:02:10Z",
      byDay(0),
      "its times are those of a clock on the wall, in a zone that it does not say: write 14:02:10",
    ],
    [
      "@1796086933",
      byDay(0),
      "its times are those of a clock on the wall, in a zone that it does not say: write 14:02:10",
    ],
  ] as const)("%s with %j is an error that says what to write", (text, times, why) => {
    expect(() => found(text, times)).toThrow(`a.strace cannot answer --since ${text}, because ${why}`);
  });
});
