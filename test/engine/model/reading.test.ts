import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { simulate } from "../../../src/tools/simulate/simulate.js";
import { traceText } from "../../../src/tools/simulate/strace/trace.js";
import { budget } from "../../budget.js";
import { sampleTexts } from "../../sample-texts.js";
import { drawn } from "../../tools/simulate/draw.js";
import { specTexts } from "../corpus.js";
import { readByCore, readByEngine } from "./read-by-engine.js";

/** A capture whose first calls have shown all options, so that the engine may read the others by itself. */
const OPENING = "close(99) = -1 EBADF (Bad file descriptor)\n".repeat(2_100);

function agree(text: string, chunk?: number): number {
  const core = readByCore(text, chunk);
  const engine = readByEngine(text, chunk);
  expect(engine.facts).toEqual(core.facts);
  return core.asked - engine.asked;
}

const samples = sampleTexts(100_000);
const specs = specTexts();

describe("a capture that the engine reads comes to the same", () => {
  test.each(samples)("$name", ({ text }) => {
    agree(text);
    expect(agree(OPENING + text)).toBeGreaterThan(text.split("\n").length / 4);
  });

  test("the specs", () => {
    fc.assert(
      fc.property(fc.constantFrom(...specs), (text) => void agree(OPENING + text)),
      budget(150),
    );
  });

  test("in chunks of any size", () => {
    const texts = [...specs, ...samples.map(({ text }) => text.slice(0, 20_000))];
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.integer({ min: 1, max: 9_000 }),
        (text, chunk) => void agree(OPENING + text, chunk),
      ),
      budget(50),
    );
  });

  test("what strace would print of the bug's model", () => {
    fc.assert(
      fc.property(
        drawn,
        ({ parameters, dialect }) => void agree(OPENING + traceText(simulate(parameters).trace, dialect)),
      ),
      budget(50),
    );
  });
});
