import { expect, test } from "vitest";
import { analyzeText } from "../../../src/analyze/analyze-text.js";
import { RecordSequence } from "../../../src/core/records/record-sequence.js";
import { recordsOf } from "../../../src/core/records/records-of.js";
import { firing, recordsOf as recordsOfRun, samples } from "../formats/documents.js";

const captures = [...samples.slice(0, 6), ...firing];
const analyses = captures.map(({ path, text }) => {
  const analysis = analyzeText(text);
  return { ...analysis, capture: { ...analysis.capture, path } };
});

test("the records of analyses stand in the order of a run, and their counts agree", () => {
  const sequence = new RecordSequence();
  for (const { value } of recordsOf(analyses, { version: "1.2.3" })) expect(sequence.take(value)).toBeNull();
});

test("they are those that a run writes", () => {
  const texts = [...recordsOf(analyses, { version: "1.2.3" })].map(({ text }) => text);
  expect(texts).toEqual(recordsOfRun(captures).map(({ text }) => text));
});
