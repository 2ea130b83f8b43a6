import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { budget } from "../budget.js";
import { sampleTexts } from "../sample-texts.js";
import { specTexts, variedLines } from "./corpus.js";
import { linesOf } from "./engine.js";

const text = [...specTexts().slice(0, 40), ...sampleTexts(6).map((sample) => sample.text)].join("\n");

test.each(
  Array.from({ length: 64 }, (_, index) => index + 1),
)("chunks of %i bytes say what one chunk says", (chunk) => {
  expect(linesOf(text, "simd", chunk)).toEqual(linesOf(text));
});

test("what stands in the memory after a line does not matter", () => {
  const stale = linesOf(`${"x;".repeat(40)}\n`);
  expect(stale).toEqual([null]);
  expect(linesOf('read(7, "?a=1&b", 6) = 6\n')).toEqual(linesOf('read(7, "?a=1&b", 6) = 6\n;;;;;;;;\n').slice(0, 1));
  expect(linesOf("close(7) = 0 (&x)\n")[0]).toEqual(linesOf("close(7) = 0 (&x)\n;;;;\n")[0]);
});

describe("without SIMD the engine says the same", () => {
  test.each(sampleTexts(100_000))("of $name", (sample) => {
    expect(linesOf(sample.text, "scalar")).toEqual(linesOf(sample.text));
  });

  test("of lines with a byte changed", () => {
    fc.assert(
      fc.property(fc.constantFrom(...variedLines()), fc.nat(), fc.nat(255), (line, at, code) => {
        const changed = Buffer.from(`${line}\n`, "latin1");
        changed[at % changed.length] = code;
        const mutant = changed.toString("latin1");
        expect(linesOf(mutant, "scalar")).toEqual(linesOf(mutant));
      }),
      budget(700),
    );
  });
});
