import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AcceptedCapture } from "../../../src/run/baseline/model.js";
import { BaselineProblem, parseBaseline } from "../../../src/run/baseline/parse.js";
import { baselineText, captureLines } from "../../../src/run/baseline/text.js";
import { isBaseline } from "../../core/formats/schemas.js";

const textOf = (captures: readonly AcceptedCapture[]): string => [...baselineText(captures.map(captureLines))].join("");

const finding = {
  rule: "close-outstanding",
  role: "server",
  method: "GET",
  target: "/a",
  cause: "close",
  count: 1,
} as const;

test("each capture without findings has one line, and so has each finding", () => {
  const captures = [
    { path: "a.strace", verdicts: { truncated: 2, complete: 1 }, findings: [{ ...finding, target: "/b" }, finding] },
    { path: "b.strace", verdicts: {}, findings: [] },
  ];
  expect(textOf(captures)).toBe(`{
  "schemaVersion": 1,
  "captures": [
    { "path": "a.strace", "verdicts": { "complete": 1, "truncated": 2 }, "findings": [
      { "rule": "close-outstanding", "role": "server", "method": "GET", "target": "/a", "cause": "close", "count": 1 },
      { "rule": "close-outstanding", "role": "server", "method": "GET", "target": "/b", "cause": "close", "count": 1 }
    ] },
    { "path": "b.strace", "verdicts": {}, "findings": [] }
  ]
}
`);
});

test("a baseline may be empty", () => {
  expect(textOf([])).toBe('{\n  "schemaVersion": 1,\n  "captures": []\n}\n');
  expect(parseBaseline(textOf([])).size).toBe(0);
});

const counts = fc.integer({ min: 1 });
const text = fc.string({ unit: "binary" });
const accepted: fc.Arbitrary<AcceptedCapture> = fc.record({
  path: fc.string({ unit: "binary", minLength: 1 }),
  verdicts: fc.record(
    { complete: counts, truncated: counts, "aborted-by-peer": counts, undetermined: counts },
    { requiredKeys: [] },
  ),
  findings: fc.uniqueArray(
    fc.record({
      rule: text,
      role: fc.constantFrom("server", "client", "unknown"),
      method: fc.option(text),
      target: fc.option(text),
      cause: fc.constantFrom("close", "exit", null),
      count: counts,
    }),
    { selector: ({ count: _, ...identity }) => JSON.stringify(identity) },
  ),
});

test("a baseline with any names is read as it was written, and satisfies the schema", () => {
  fc.assert(
    fc.property(fc.uniqueArray(accepted, { selector: ({ path }) => path, maxLength: 5 }), (captures) => {
      const written = textOf(captures);
      expect(isBaseline(JSON.parse(written)), JSON.stringify(isBaseline.errors)).toBe(true);
      const known = [...parseBaseline(written).values()];
      const sorted = (each: AcceptedCapture) => ({
        ...each,
        findings: each.findings.map((one) => JSON.stringify(one)).sort(),
      });
      expect(known.map(sorted)).toEqual(captures.map(sorted));
      expect(textOf(known)).toBe(written);
    }),
  );
});

describe("a text that is not a baseline says why", () => {
  const capture = { path: "a", verdicts: {}, findings: [] };
  test.each<[reason: string, value: unknown]>([
    ["the baseline is a list: it must be an object", []],
    ["schemaVersion is missing, and this version of unflushed reads 1", { captures: [] }],
    ["schemaVersion is 2, and this version of unflushed reads 1", { schemaVersion: 2, captures: [] }],
    ["captures is missing: it must be a list", { schemaVersion: 1 }],
    [
      "more is not a key of a baseline: choose from schemaVersion, captures",
      { schemaVersion: 1, captures: [], more: 1 },
    ],
    [
      "captures[0].path is missing: it must be a text",
      { schemaVersion: 1, captures: [{ verdicts: {}, findings: [] }] },
    ],
    ["captures[0].path is empty: it must name a capture", { schemaVersion: 1, captures: [{ ...capture, path: "" }] }],
    ["captures[1].path appears twice: remove one of the two", { schemaVersion: 1, captures: [capture, capture] }],
    [
      "captures[0].verdicts.whole is not a key of a baseline: choose from complete, truncated, aborted-by-peer, overrun, in-flight, undetermined",
      { schemaVersion: 1, captures: [{ ...capture, verdicts: { whole: 1 } }] },
    ],
    [
      "captures[0].verdicts.complete is -1: it must be a whole number from 1",
      { schemaVersion: 1, captures: [{ ...capture, verdicts: { complete: -1 } }] },
    ],
    [
      'captures[0].findings[0].cause is "magic", which is not a cause: choose from shut-wr, shut-rdwr, close, exit, reset, eof, message-end',
      { schemaVersion: 1, captures: [{ ...capture, findings: [{ ...finding, cause: "magic" }] }] },
    ],
    [
      "captures[0].findings[0].method is 7: it must be a text",
      { schemaVersion: 1, captures: [{ ...capture, findings: [{ ...finding, method: 7 }] }] },
    ],
    [
      'captures[0].findings[0].count is "1": it must be a whole number from 1',
      { schemaVersion: 1, captures: [{ ...capture, findings: [{ ...finding, count: "1" }] }] },
    ],
    [
      "captures[0].findings[1] appears twice: remove one of the two",
      { schemaVersion: 1, captures: [{ ...capture, findings: [finding, { ...finding, count: 2 }] }] },
    ],
  ])("%s", (reason, value) => {
    const written = JSON.stringify(value);
    expect(() => parseBaseline(written)).toThrow(new BaselineProblem(reason));
  });

  test("it is not JSON", () => {
    expect(() => parseBaseline('{\n<<<<<<< HEAD\n"schemaVersion": 1 }')).toThrow(new BaselineProblem("it is not JSON"));
  });
});
