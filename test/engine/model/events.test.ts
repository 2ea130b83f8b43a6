import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { simulate } from "../../../src/tools/simulate/simulate.js";
import { traceText } from "../../../src/tools/simulate/strace/trace.js";
import { budget } from "../../budget.js";
import { limited, tracing, undecorated, unfollowed } from "../../narrower-capture.js";
import { sampleTexts } from "../../sample-texts.js";
import { drawn } from "../../tools/simulate/draw.js";
import { specTexts } from "../corpus.js";
import { eventsOf } from "./events-of.js";

/**
 * What is reported of a capture does not depend on whether calls are read that change nothing. (In a capture without closes, such a
 * call may be the first one to show that a number has another meaning.) Returns the number of events.
 */
function leavesOutNothing(text: string, traced?: ReadonlySet<string>): number {
  const all = eventsOf(text, { leavesOut: false, ...(traced && { traced }) });
  expect(eventsOf(text, { leavesOut: true, ...(traced && { traced }) })).toEqual(all);
  return all.length;
}

const samples = sampleTexts(100_000);

/** The samples as other options of strace would have recorded them. */
const NARROWER = {
  "-e trace=network": (text: string) => tracing(text, "network"),
  "-e trace=desc": (text: string) => tracing(text, "desc"),
  "-e trace=network, without -yy": (text: string) => undecorated(tracing(text, "network")),
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

describe("calls that are left out change nothing", () => {
  test.each(samples)("of $name", ({ text }) => {
    expect(leavesOutNothing(text)).toBeGreaterThan(0);
  });

  test.each(Object.entries(NARROWER))("of the samples with %s", (_options, narrow) => {
    expect(sumOf(samples.map(({ text }) => leavesOutNothing(narrow(text))))).toBeGreaterThan(500);
  });

  test.each(LISTS)("of the samples, if strace got the list %s", (list) => {
    const traced = new Set(list.split(","));
    const events = samples.map(({ text }) => leavesOutNothing(tracing(text, list), traced));
    expect(sumOf(events)).toBeGreaterThan(100);
  });

  test.each([0, 1, 2, 3, 4])("of each fifth case of the specs, from %i on", (first) => {
    const own = specTexts().filter((_, index) => index % 5 === first);
    const events = own.map((text) => leavesOutNothing(text));
    expect(sumOf(events)).toBeGreaterThan(500);
  });

  test("of simulated servers", () => {
    fc.assert(
      fc.property(drawn, ({ parameters, dialect }) => {
        leavesOutNothing(traceText(simulate(parameters).trace, dialect));
      }),
      budget(60),
    );
  });
});

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
