import { describe, expect, test } from "vitest";
import { lineAt, readingOf } from "../../../src/page/simulator/model/reading.js";
import { type PolicyRun, runsOf } from "../../../src/page/simulator/model/runs.js";
import { USUAL_CASE } from "../../../src/tools/simulate/case.js";
import { DIALECT_NAMES, DIALECTS } from "../../../src/tools/simulate/strace/dialects.js";
import { traceText } from "../../../src/tools/simulate/strace/trace.js";

const [bug, fix] = runsOf(USUAL_CASE) as [PolicyRun, PolicyRun];

test.each(DIALECT_NAMES)("the lines of the dialect %s are those of the text, in the order of their times", (name) => {
  const { lines } = readingOf(fix, name);
  expect(lines.map(({ text }) => `${text}\n`).join("")).toBe(traceText(fix.simulation.trace, DIALECTS[name]));
  const times = lines.map(({ at }) => at);
  expect(times).toEqual([...times].sort((one, other) => one - other));
});

describe("what the analyzer says", () => {
  test("of the bug, as soon as it has read the shutdown", () => {
    const { lines, said } = readingOf(bug, "standard");
    expect(said).toEqual([
      {
        line: lines.findIndex(({ text }) => text.includes("shutdown(")) + 1,
        verdict: "truncated",
        sentence: expect.stringContaining("14,680,844 of 14,900,000"),
      },
    ]);
  });

  test("of the fix, as soon as the last byte is handed over", () => {
    const { lines, said } = readingOf(fix, "standard");
    expect(said).toEqual([
      {
        line: lines.findLastIndex(({ text }) => text.includes("writev(")) + 1,
        verdict: "complete",
        sentence: expect.stringContaining("the kernel refused part of the response, and the program finished it"),
      },
    ]);
  });

  test("of single lines", () => {
    const { lines, meanings } = readingOf(bug, "standard");
    const writes = lines.flatMap(({ text }, index) => (text.includes("writev(") ? [meanings.get(index + 1)] : []));
    expect(writes).toEqual([
      "writev: 14,900,108 bytes offered, 219,264 taken, short, 14,680,844 outstanding",
      "writev: 14,680,844 bytes offered, EAGAIN, 14,680,844 outstanding",
    ]);
  });
});

test("the line of a moment is the last that is complete", () => {
  const lines = [10, 20, 20, 30].map((at) => ({ text: "", at }));
  expect([9, 10, 19, 20, 99].map((at) => lineAt(lines, at))).toEqual([-1, 0, 0, 2, 3]);
});
