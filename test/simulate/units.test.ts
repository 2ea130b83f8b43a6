import { expect, test } from "vitest";
import { microsecondsOf, rateOf, shareOf, sizeOf } from "../../src/simulate/units.js";

test.each([
  ["14.9MB", 14_900_000],
  ["64KiB", 65_536],
  ["219264", 219_264],
  ["1.5 GiB", 1_610_612_736],
  [".5kB", 500],
  ["0", 0],
])("%s is %d bytes", (text, bytes) => {
  expect(sizeOf("--body", text)).toBe(bytes);
});

test.each(["", "MB", "-1", "1e6", "14.9XB", "14.9MB/s", "1..2", "toString", "NaN"])("%s is no size", (text) => {
  expect(() => sizeOf("--body", text)).toThrow(/^--body .*is no size: give bytes/);
});

test.each([
  ["20MB/s", 20e6],
  ["20MB", 20e6],
  ["512KiB/s", 524_288],
  ["0", 0],
])("%s is %d bytes a second", (text, rate) => {
  expect(rateOf("--read-rate", text)).toBe(rate);
});

test.each([
  ["40us", 40],
  ["100ms", 100_000],
  ["2s", 2_000_000],
  ["0.5", 500_000],
  ["1min", 60_000_000],
])("%s is %d microseconds", (text, microseconds) => {
  expect(microsecondsOf("--delay", text)).toBe(microseconds);
});

test("a share lies between 0 and 1", () => {
  expect(shareOf("--jitter", "0.25")).toBe(0.25);
  expect(() => shareOf("--jitter", "1.1")).toThrow(/no share/);
});
