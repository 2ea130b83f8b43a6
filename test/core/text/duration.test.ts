import { expect, test } from "vitest";
import { duration, durationInWords, roughDuration } from "../../../src/core/text/duration.js";

test.each([
  [0.000138, "138 us", "138 us"],
  [0.0203, "20.3 ms", "20.3 ms"],
  [1.25, "1.25 s", "1.3 s"],
  [null, "-", "an unknown time"],
])("%s seconds are %s in a table, %s in a sentence", (seconds, inTable, inSentence) => {
  expect(duration(seconds)).toBe(inTable);
  expect(durationInWords(seconds)).toBe(inSentence);
});

test("an estimate is in seconds, then in minutes", () => {
  expect(roughDuration(59)).toBe("59 s");
  expect(roughDuration(61)).toBe("2 min");
});
