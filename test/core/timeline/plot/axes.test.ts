import { describe, expect, test } from "vitest";
import { byteAxis } from "../../../../src/core/timeline/plot/byte-axis.js";
import { plotSymbols } from "../../../../src/core/timeline/plot/symbols.js";
import { timeAxis } from "../../../../src/core/timeline/plot/time-axis.js";

const labels = (accepted: number, declared: number | null): string[] => [
  ...byteAxis(accepted, declared).labels.values(),
];

describe("the axis of bytes", () => {
  test("has round ticks, and a label at the declared length", () => {
    expect(labels(3_919_764, 14_900_000)).toEqual(["0", "5 MB", "10 MB", "14.9 MB"]);
    expect(labels(20_000, null)).toEqual(["0", "5 KB", "10 KB", "15 KB", "20 KB"]);
  });

  test("has a gap if less than a tenth was accepted, and scales what was accepted", () => {
    const axis = byteAxis(219_156, 14_900_000);
    expect([...axis.labels.values()]).toEqual(["0", "50 KB", "100 KB", "150 KB", "200 KB", "14.9 MB"]);
    expect(axis.gap).toBe(axis.top - 1);
    expect(axis.rowsOf(219_156, 14_900_000)).toEqual({ accepted: axis.top - 2, declared: axis.top });
    expect(byteAxis(1_490_000, 14_900_000).gap).toBeNull();
  });

  test("has no gap if nothing was accepted", () => {
    expect(byteAxis(0, 14_900_000).gap).toBeNull();
  });

  test.each([
    [1, 1_000_000, 1_000_000],
    [999_999, 1_000_000, 999_999],
    [500_000, 500_001, 1_000_000],
    [5, 6, 1_000_000],
  ])("%d of %d bytes are neither drawn as nothing nor as all", (accepted, declared, peak) => {
    const rows = byteAxis(peak, 1_000_000).rowsOf(accepted, declared);
    expect(rows.accepted).toBeGreaterThan(0);
    expect(rows.declared).toBeGreaterThan(rows.accepted);
  });

  test("draws all of what was declared on one row with it", () => {
    const { accepted, declared } = byteAxis(700, 700).rowsOf(700, 700);
    expect(accepted).toBe(declared);
    expect(byteAxis(700, null).rowsOf(0, null)).toEqual({ accepted: 0, declared: 0 });
  });

  test("never has more than a dozen rows above zero", () => {
    for (let bytes = 1; bytes < 1e13; bytes = Math.ceil(bytes * 1.37)) {
      expect(byteAxis(bytes, bytes).top).toBeLessThanOrEqual(11);
      expect(byteAxis(bytes, bytes * 20).top).toBeLessThanOrEqual(13);
    }
  });
});

describe("the axis of time", () => {
  const rows = (last: number, columns = 64, hasTimes = true): string[] =>
    timeAxis(0, last, columns, hasTimes).rows(plotSymbols(true));
  const words = (last: number): string[] => (rows(last)[1] ?? "").trim().split(/ {2,}/);

  test.each([
    [0.000_3, ["0", "100 us", "200 us", "300 us"]],
    [0.0205, ["0", "5 ms", "10 ms", "15 ms", "20 ms"]],
    [1.9, ["0", "0.5 s", "1 s", "1.5 s"]],
    [90, ["0", "20 s", "40 s", "60 s", "80 s"]],
    [600, ["0", "2 min", "4 min", "6 min", "8 min", "10 min"]],
    [86_400, ["0", "5 h", "10 h", "15 h", "20 h"]],
  ])("of %d seconds has round ticks in one unit", (last, expected) => {
    expect(words(last)).toEqual(expected);
  });

  test("counts calls in whole numbers if the capture has no times", () => {
    expect(rows(2, 64, false)[1]?.trim().split(/ +/)).toEqual(["0", "1", "2"]);
  });

  test("has each label below its tick, and is no wider than the plot", () => {
    expect(rows(1, 30)).toEqual(["└┬──────────────┬─────────────┬", " 0            0.5 s         1 s"]);
  });

  test("of a moment has no ticks but 0", () => {
    expect(rows(0, 10)).toEqual(["└┬─────────", " 0"]);
  });
});
