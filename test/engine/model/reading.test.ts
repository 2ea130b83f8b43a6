import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { simulate } from "../../../src/tools/simulate/simulate.js";
import { traceText } from "../../../src/tools/simulate/strace/trace.js";
import { budget } from "../../budget.js";
import { sampleTexts } from "../../sample-texts.js";
import { share as anyShare } from "../../share.js";
import { drawn } from "../../tools/simulate/draw.js";
import { specTexts } from "../corpus.js";
import { drawnCapture } from "./draw-capture.js";
import { readByEngine, readByReader } from "./read-by-engine.js";

/** A capture whose first calls have shown all options, so that the engine may read the others by itself. */
const OPENING = "close(99) = -1 EBADF (Bad file descriptor)\n".repeat(2_100);

function agree(text: string, chunk?: number): number {
  const read = readByReader(text, chunk);
  const engine = readByEngine(text, chunk);
  expect(engine.facts).toEqual(read.facts);
  return read.asked - engine.asked;
}

const samples = sampleTexts(100_000);
const specs = specTexts();

describe("a capture comes to the same, whether the engine or the reader reads its lines", () => {
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

  test("captures that were damaged", () => {
    const texts = [...samples.map(({ text }) => text.split("\n").slice(0, 300).join("\n")), ...specs];
    const bytes = fc.constantFrom(...`0179<>()[]{}",.=|\\ -?xSE`, " = ", "...", " <unfinished ...>", "\n", "");
    const change = fc.record({ at: anyShare, length: fc.nat(3), bytes });
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 8 }), (text, changes) => {
        agree(OPENING + changes.reduce(damaged, text));
      }),
      budget(120),
    );
  });

  test("captures in which anything may happen", () => {
    fc.assert(
      fc.property(drawnCapture, (text) => void agree(OPENING + text)),
      budget(120),
    );
  });
});

/** The text with other bytes in place of some. */
function damaged(text: string, { at, length, bytes }: { at: number; length: number; bytes: string }): string {
  const from = Math.floor(at * text.length);
  return text.slice(0, from) + bytes + text.slice(from + length);
}
