import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzeText } from "../src/index.js";
import { budget } from "./budget.js";
import { limited } from "./narrower-capture.js";
import { folded, wrapped } from "./paste.js";
import { sampleTexts } from "./sample-texts.js";

/** Lines of a sample that are used: nobody pastes more. */
const LINES = 1_500;

/** What happens to a line on its way from a terminal into a ticket. */
const DAMAGES: Readonly<Record<string, (line: string, width: number) => string[]>> = {
  clipped: (line, width) => [line.slice(0, width)],
  "clipped with dots": (line, width) => [line.length > width ? `${line.slice(0, width - 3)}...` : line],
  folded,
  "wrapped between words": wrapped,
};

const errorsOf = (text: string): number =>
  analyzeText(text).findings.filter(({ finding }) => finding.level === "error").length;

/** Each sample as it was printed with two limits of strings, and how many errors it has then. */
const captures = sampleTexts(LINES).map(({ name, text }) => {
  const wholes = [32, 512].map((limit) => limited(text, limit));
  return { name, wholes, known: wholes.map(errorsOf) };
});

describe.each(Object.entries(DAMAGES))("every sample, %s at a width", (_how, damage) => {
  test.each(captures)("$name: no more errors than the whole capture has", ({ wholes, known }) => {
    fc.assert(
      fc.property(fc.nat(1), fc.integer({ min: 40, max: 200 }), fc.boolean(), (which, width, isPadded) => {
        const lines = (wholes[which] ?? "").split("\n").flatMap((line) => damage(line, width));
        const pasted = lines.map((line) => (isPadded ? line.padEnd(width) : line)).join("\n");
        expect(errorsOf(pasted)).toBeLessThanOrEqual(known[which] ?? 0);
      }),
      budget(3),
    );
  });
});
