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
import { LONG_OPENING } from "../long-opening.js";
import { drawnCapture } from "../model/draw-capture.js";
import { drawnHttp } from "./draw-http.js";
import { same, sumOf } from "./same.js";

/** A capture whose first calls have shown all options, so that the engine may read the others by itself. */
const OPENING = "close(99) = -1 EBADF (Bad file descriptor)\n".repeat(2_100);

/** A test has a time limit, and there are many specs. */
const PARTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

const samples = sampleTexts(100_000);
const specs = specTexts();

/** The samples as other options of strace would have recorded them. */
const NARROWER = {
  "-e trace=network": (text: string) => tracing(text, "network"),
  "-e trace=desc": (text: string) => tracing(text, "desc"),
  "-e trace=network, without -yy": (text: string) => undecorated(tracing(text, "network")),
  "-e trace=sendto,write,writev,shutdown": (text: string) => tracing(text, "sendto,write,writev,shutdown"),
  "without -yy": undecorated,
  "-s 20": (text: string) => limited(text, 20),
  "-s 200": (text: string) => limited(text, 200),
  "without -f": unfollowed,
};

/** Lists that people write by hand. */
const LISTS = [
  "read,write",
  "accept4,read,writev,shutdown",
  "sendto,shutdown",
  "accept,accept4,close,write,writev,sendfile",
];

describe("the same is decided in the same order, whoever reads the lines, and nothing contradicts itself", () => {
  test.each(samples)("of $name", ({ text }) => {
    expect(same(text).events).toBeGreaterThan(0);
    same(OPENING + text);
  });

  test.each(Object.entries(NARROWER))("of the samples with %s", (_options, narrow) => {
    const compared = sumOf(samples.map(({ text }) => same(narrow(text))));
    expect(compared.connections).toBeGreaterThan(10);
    expect(compared.events).toBeGreaterThan(300);
  });

  test.each(LISTS)("of the samples, if strace got the list %s", (list) => {
    const traced = new Set(list.split(","));
    const compared = sumOf(samples.map(({ text }) => same(tracing(text, list), { traced })));
    expect(compared.events).toBeGreaterThan(20);
  });

  test.each(PARTS)("of every case of the specs, part %i of ten", (part) => {
    const own = specs.filter((_, index) => index % PARTS.length === part - 1);
    expect(sumOf(own.map((text) => same(text))).judgements).toBeGreaterThan(40);
  });

  test("of the specs, of which the engine reads what lines it can, in chunks of any size", () => {
    fc.assert(
      fc.property(fc.constantFrom(...specs), fc.integer({ min: 1, max: 300 }), (text, chunk) => {
        same(LONG_OPENING + text, { chunk });
      }),
      budget(100),
    );
  });

  test("of simulated servers", () => {
    fc.assert(
      fc.property(drawn, ({ parameters, dialect }) => void same(traceText(simulate(parameters).trace, dialect))),
      budget(60),
    );
  });

  test("of conversations in which anything may happen", () => {
    fc.assert(
      fc.property(drawnHttp, (text) => void same(text)),
      budget(150),
    );
  });

  test("of captures that were damaged", () => {
    const texts = [...samples.map(({ text }) => text.split("\n").slice(0, 300).join("\n")), ...specs];
    const bytes = fc.constantFrom(
      ...`0179<>()[]{}",.=|\\ -?xSE`,
      ...[" = ", "...", " <unfinished ...>", "\n", "", "\\r\\n", "<snip>"],
    );
    const change = fc.record({ at: anyShare, length: fc.nat(3), bytes });
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 8 }), (text, changes) => {
        same(changes.reduce(damaged, text));
      }),
      budget(120),
    );
  });

  test("of captures in which anything may happen", () => {
    fc.assert(
      fc.property(drawnCapture, (text) => void same(text)),
      budget(120),
    );
  });
});

/** The text with other bytes in place of some. */
function damaged(text: string, { at, length, bytes }: { at: number; length: number; bytes: string }): string {
  const from = Math.floor(at * text.length);
  return text.slice(0, from) + bytes + text.slice(from + length);
}
