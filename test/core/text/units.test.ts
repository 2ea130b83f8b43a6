import { describe, expect, test } from "vitest";
import { byteCount, byteRate, seconds } from "../../../src/core/text/units.js";

const usage = expect.objectContaining({ code: "usage" });

describe("sizes", () => {
  test.each([
    ["0", 0],
    ["1000", 1000],
    ["7B", 7],
    ["64KiB", 65_536],
    ["64 kb", 64_000],
    ["3.3MB", 3_300_000],
    ["1.1MB", 1_100_000],
    ["0.5MiB", 524_288],
    ["2GiB", 2_147_483_648],
  ])("%s", (text, bytes) => {
    expect(byteCount(text)).toBe(bytes);
  });

  test.each([
    "",
    "-1",
    "1.5",
    "1K",
    "1Mbit",
    "0x10",
    "1e3",
    "99999999999GB",
    "MB",
    "1 000",
    "1constructor",
  ])("%j is none", (text) => {
    expect(() => byteCount(text)).toThrow(usage);
  });
});

describe("rates", () => {
  test.each([
    ["20MB/s", 20_000_000],
    ["512KiB/s", 524_288],
    ["1000", 1000],
    ["1.5kB/s", 1500],
  ])("%s", (text, rate) => {
    expect(byteRate(text)).toBe(rate);
  });

  test.each(["0", "0.5", "20Mbit/s", "20MB/min", "/s", "fast"])("%j is none", (text) => {
    expect(() => byteRate(text)).toThrow(usage);
  });
});

describe("times", () => {
  test.each([
    ["0", 0],
    ["0.3", 0.3],
    ["0.3s", 0.3],
    [".3s", 0.3],
    ["250ms", 0.25],
    ["2min", 120],
  ])("%s", (text, span) => {
    expect(seconds(text)).toBe(span);
  });

  test.each(["", "-1s", "2d", "1h", "s", "86401", "Infinity", "NaN"])("%j is none", (text) => {
    expect(() => seconds(text)).toThrow(usage);
  });
});
