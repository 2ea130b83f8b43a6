import { describe, expect, test } from "vitest";
import { sampleTexts } from "../../sample-texts.js";
import { specTexts } from "../corpus.js";
import { readCapture } from "./capture.js";
import { ComparedModels } from "./compared.js";

/** Reads a capture with both models. Returns how many events were compared. */
function compare(text: string, leavesOut = false): number {
  let models: ComparedModels | null = null;
  readCapture(text, { leavesOut }, (calls) => {
    models = new ComparedModels(calls);
    return models;
  });
  return (models as ComparedModels | null)?.events ?? 0;
}

describe("the engine reports what the model of the core reports", () => {
  test.each(sampleTexts(100_000))("of $name", ({ text }) => {
    expect(compare(text)).toBeGreaterThan(0);
  });

  test("of every case of the specs", () => {
    expect(
      specTexts()
        .map((text) => compare(text))
        .reduce((sum, count) => sum + count),
    ).toBeGreaterThan(1_000);
  });
});
