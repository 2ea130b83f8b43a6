import { expect, test } from "vitest";
import { bytesInWords } from "../../../src/core/text/bytes-in-words.js";

test.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [999, "999 bytes"],
  [1_000, "1 KB"],
  [219_156, "219 KB"],
  [999_499, "999 KB"],
  [999_500, "1 MB"],
  [14_680_844, "14.7 MB"],
  [318_000_000, "318 MB"],
  [2.5e12, "2.5 TB"],
])("%d: %s", (bytes, words) => {
  expect(bytesInWords(bytes)).toBe(words);
});
