import { expect, test } from "vitest";
import { byteSize, byteUnit } from "../../../src/core/text/byte-size.js";

test.each([
  [0, "0"],
  [999, "999 bytes"],
  [1000, "1 KB"],
  [200_000, "200 KB"],
  [999_999, "1000 KB"],
  [14_900_000, "14.9 MB"],
  [83_905, "83.9 KB"],
  [2 ** 40, "1.1 TB"],
])("%d bytes are %s", (bytes, text) => {
  expect(byteSize(bytes)).toBe(text);
});

test("the ticks of one axis have one unit", () => {
  expect(byteSize(500_000, byteUnit(1_200_000))).toBe("0.5 MB");
});
