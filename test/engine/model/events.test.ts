import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { simulate } from "../../../src/tools/simulate/simulate.js";
import { traceText } from "../../../src/tools/simulate/strace/trace.js";
import { budget, isLong } from "../../budget.js";
import { limited, tracing, undecorated, unfollowed } from "../../narrower-capture.js";
import { sampleTexts } from "../../sample-texts.js";
import { drawn } from "../../tools/simulate/draw.js";
import { specTexts } from "../corpus.js";
import type { Reading } from "./capture.js";
import { compare } from "./compare.js";
import { drawnCapture } from "./draw-capture.js";

const EVERY_CALL: Reading = { leavesOut: false };
const AS_ANALYSED: Reading = { leavesOut: true };

const samples = sampleTexts(100_000);

/** The samples as other options of strace would have recorded them. */
const NARROWER = {
  "-e trace=network": (text: string) => tracing(text, "network"),
  "-e trace=desc": (text: string) => tracing(text, "desc"),
  "-e trace=network, without -yy": (text: string) => undecorated(tracing(text, "network")),
  "-e trace=sendto,write,writev,shutdown": (text: string) => tracing(text, "sendto,write,writev,shutdown"),
  "without -yy": undecorated,
  "-s 20": (text: string) => limited(text, 20),
  "without -f": unfollowed,
};

/** Lists that people write by hand. */
const LISTS = [
  "read,write",
  "accept4,read,writev,shutdown",
  "sendto,shutdown",
  "accept,accept4,close,write,writev,sendfile",
];

describe("the engine reports what the model of the core reports", () => {
  test.each(samples)("of $name", ({ text }) => {
    expect(compare(text, EVERY_CALL)).toBeGreaterThan(0);
    expect(compare(text, AS_ANALYSED)).toBeGreaterThan(0);
  });

  test.each(Object.entries(NARROWER))("of the samples with %s", (_options, narrow) => {
    expect(sumOf(samples.map(({ text }) => compare(narrow(text), EVERY_CALL)))).toBeGreaterThan(500);
  });

  test.each(LISTS)("of the samples, if strace got the list %s", (list) => {
    const traced = new Set(list.split(","));
    const events = samples.map(({ text }) => compare(tracing(text, list), { leavesOut: false, traced }));
    expect(sumOf(events)).toBeGreaterThan(100);
  });

  test.each([0, 1, 2, 3, 4])("of each fifth case of the specs, from %i on", (first) => {
    const readings = (index: number): Reading[] => {
      if (isLong) return [EVERY_CALL, AS_ANALYSED];
      return [index % 2 === 0 ? EVERY_CALL : AS_ANALYSED];
    };
    const events = specTexts().flatMap((text, index) =>
      index % 5 === first ? readings(index).map((reading) => compare(text, reading)) : [],
    );
    expect(sumOf(events)).toBeGreaterThan(500);
  });

  test("of simulated servers", () => {
    fc.assert(
      fc.property(drawn, fc.boolean(), ({ parameters, dialect }, leavesOut) => {
        compare(traceText(simulate(parameters).trace, dialect), { leavesOut });
      }),
      budget(60),
    );
  });

  test("of captures that were damaged", () => {
    const texts = [...samples.map(({ text }) => text.split("\n").slice(0, 300).join("\n")), ...specTexts()];
    const bytes = fc.constantFrom(...`0179<>()[]{}",.=|\\ -?xSE`, " = ", "...", " <unfinished ...>", "\n", "");
    const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(3), bytes });
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 8 }), (text, changes) => {
        compare(changes.reduce(damaged, text));
      }),
      budget(120),
    );
  });

  test("of captures in which anything may happen", () => {
    fc.assert(
      fc.property(drawnCapture, fc.boolean(), (text, leavesOut) => void compare(text, { leavesOut })),
      budget(120),
    );
  });
});

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The text with other bytes in place of some. */
function damaged(text: string, { at, length, bytes }: { at: number; length: number; bytes: string }): string {
  const from = Math.floor(at * text.length);
  return text.slice(0, from) + bytes + text.slice(from + length);
}
