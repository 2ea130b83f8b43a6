import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { simulate } from "../../../src/tools/simulate/simulate.js";
import { traceText } from "../../../src/tools/simulate/strace/trace.js";
import { budget } from "../../budget.js";
import { limited, tracing, undecorated, unfollowed } from "../../narrower-capture.js";
import { sampleTexts } from "../../sample-texts.js";
import { share as anyShare } from "../../share.js";
import { drawn } from "../../tools/simulate/draw.js";
import { specTexts } from "../corpus.js";
import { drawnCapture } from "../model/draw-capture.js";
import { same } from "./same.js";

const samples = sampleTexts(100_000);
const specs = specTexts();

/** The samples as other options of strace would have recorded them. */
const NARROWER = {
  "-e trace=network": (text: string) => tracing(text, "network"),
  "without -yy": undecorated,
  "-s 20": (text: string) => limited(text, 20),
  "without -f": unfollowed,
};

describe("who looks at bytes hears the same from the engine", () => {
  test.each(samples)("of $name", ({ text }) => expect(same(text)).toBeGreaterThan(0));

  test.each(Object.entries(NARROWER))("of the samples with %s", (_options, narrow) => {
    const calls = samples.map(({ text }) => same(narrow(text)));
    expect(calls.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(300);
  });

  test.each([0, 1, 2, 3, 4])("of each fifth case of the specs, from %i on", (first) => {
    const calls = specs.map((text, index) => (index % 5 === first ? same(text) : 0));
    expect(calls.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(300);
  });

  test("of simulated servers", () => {
    fc.assert(
      fc.property(drawn, ({ parameters, dialect }) => void same(traceText(simulate(parameters).trace, dialect))),
      budget(40),
    );
  });

  test("of captures in which anything may happen", () => {
    fc.assert(
      fc.property(drawnCapture, (text) => void same(text)),
      budget(100),
    );
  });

  test("of captures that were damaged, in chunks of any size", () => {
    const texts = [...samples.map(({ text }) => text.split("\n").slice(0, 300).join("\n")), ...specs];
    const bytes = fc.constantFrom(...`0179<>()[]{}",.=|\\ -?xSE`, " = ", "...", " <unfinished ...>", "\n", "");
    const change = fc.record({ at: anyShare, length: fc.nat(3), bytes });
    const chunk = fc.oneof(fc.integer({ min: 40, max: 4_000 }), fc.constant(1 << 19));
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(change, { maxLength: 8 }), chunk, (text, changes, size) => {
        same(changes.reduce(damaged, text), size);
      }),
      budget(100),
    );
  });
});

/** The text with other bytes in place of some. */
function damaged(text: string, { at, length, bytes }: { at: number; length: number; bytes: string }): string {
  const from = Math.floor(at * text.length);
  return text.slice(0, from) + bytes + text.slice(from + length);
}
