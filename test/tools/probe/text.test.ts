import { describe, expect, test } from "vitest";
import { palette } from "../../../src/core/text/colors.js";
import type { ProbeOutcome } from "../../../src/tools/probe/outcome.js";
import { verdictOf } from "../../../src/tools/probe/outcome.js";
import { probeText } from "../../../src/tools/probe/report/text.js";
import { planOf } from "./server.js";

const plan = planOf("http+unix://%2Frun%2Fa.sock/3300000", {
  method: "POST",
  upload: { framing: "chunked", bytes: 1000 },
  delay: 0.3,
  rate: 20_000_000,
  jitter: true,
  seed: 42,
  requests: 4,
});

function outcome(number: number, changes: Partial<ProbeOutcome> = {}): ProbeOutcome {
  const ending = changes.ending ?? "complete";
  return {
    number,
    status: 200,
    framing: "content-length",
    declaredBytes: 3_300_000,
    receivedBytes: 3_300_000,
    excessBytes: 0,
    hasBegun: true,
    ending,
    verdict: verdictOf(ending, changes.hasBegun ?? true),
    error: null,
    uploadError: null,
    nudges: 0,
    seconds: 0.1,
    ...changes,
  };
}

const cut = (number: number): ProbeOutcome => outcome(number, { ending: "eof", receivedBytes: 219_157 });
const refused = { status: null, framing: null, declaredBytes: null, receivedBytes: 0, hasBegun: false } as const;

function text(outcomes: readonly ProbeOutcome[], width = 80): string {
  return probeText(plan, outcomes, { width, paint: palette(false), unicode: true });
}

test("four requests at 80 columns", () => {
  const outcomes = [
    cut(1),
    outcome(2),
    outcome(3, { ...refused, ending: "no-connection", error: "ECONNREFUSED" }),
    outcome(4, { ending: "reset", receivedBytes: 1_500_000, uploadError: "EPIPE" }),
  ];
  expect(`\n${text(outcomes)}`).toBe(`
POST unix:/run/a.sock /3300000
4 requests; 1,000 bytes up, chunked; first read after a random part of 300.0 ms;
  20,000,000 bytes/s (or faster: random parts of the pauses); seed 42

#  status   declared   received    missing  ended
1     200  3,300,000    219,157  3,080,843  clean EOF
2     200  3,300,000  3,300,000          0  complete
3       -          -          -          -  no connection: ECONNREFUSED
4     200  3,300,000  1,500,000  1,800,000  connection reset; upload EPIPE

     3,300,000 ┼────────────────────╭────────────────────╮────────────────────
     2,887,500 ┤                    │                    │
     2,475,000 ┤                    │                    │
     2,062,500 ┤                    │                    │
     1,650,000 ┤                    │                    ╰────────────────────
     1,237,500 ┤                    │
       825,000 ┤                    │
       412,500 ┼────────────────────╯
             0 ┤
                request 1                                                     4

2 of 4 truncated, 1 failed, 1 complete
cut after 219,157, 1,500,000
`);
});

describe("the words of an ending", () => {
  test.each<[string, Partial<ProbeOutcome>]>([
    ["clean EOF before any response", { ...refused, ending: "eof" }],
    ["timeout before any response", { ...refused, ending: "timeout" }],
    ["connection reset within the head", { ending: "reset", framing: null, declaredBytes: null }],
    ["clean EOF before the last chunk", { ending: "eof", framing: "chunked", declaredBytes: null }],
    ["clean EOF; no length was declared", { ending: "until-close", declaredBytes: null }],
    ["not HTTP/1: a chunk without a size", { ending: "malformed", error: "a chunk without a size" }],
    ["complete, then 2 bytes that belong to no response", { excessBytes: 2 }],
    ["socket error: EIO", { ending: "error", error: "EIO" }],
    ["another protocol follows", { ending: "tunnel", declaredBytes: null }],
  ])("%s", (words, changes) => {
    expect(text([outcome(1, changes)], 120)).toContain(`  ${words}\n`);
  });
});

test("more than 50 requests are counted by what came of them, the worst first", () => {
  const outcomes = Array.from({ length: 60 }, (_, index) => (index % 3 === 0 ? cut(index + 1) : outcome(index + 1)));
  expect(text(outcomes)).toContain(`
times  status   declared   received    missing  ended
   20     200  3,300,000    219,157  3,080,843  clean EOF
   40     200  3,300,000  3,300,000          0  complete
`);
});

test("if even the results are many, they are cut off, and the rest is counted", () => {
  const outcomes = Array.from({ length: 80 }, (_, index) =>
    outcome(index + 1, { ending: "eof", receivedBytes: index }),
  );
  expect(text(outcomes)).toContain("\n30 more results: --format json prints every request\n");
  expect(text(outcomes)).toContain("cut after 0, 1, 2, 3, 4 and 75 other counts");
});

test("a chunked body declares no length", () => {
  expect(text([outcome(1, { framing: "chunked", declaredBytes: null, receivedBytes: 7 })])).toContain(`
#  status  declared  received  missing  ended
1     200   chunked         7        -  complete
`);
});

test("if nothing is missing there is no plot", () => {
  expect(text([outcome(1), outcome(2)])).not.toContain("request 1");
});

test("no request was over", () => {
  expect(text([])).toContain("no request was over");
});

test.each([40, 80, 120])("nothing is wider than %i columns, whatever the number of requests", (width) => {
  for (const count of [1, 2, 25, 50, 51, 1000]) {
    const outcomes = Array.from({ length: count }, (_, index) =>
      index % 7 === 0 ? cut(index + 1) : outcome(index + 1),
    );
    const widest = Math.max(
      ...text(outcomes, width)
        .split("\n")
        .map((line) => line.length),
    );
    expect(widest).toBeLessThanOrEqual(width);
  }
});
