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

test("a capture without findings is a line, and each finding is one", () => {
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

test("nothing accepted is a baseline too", () => {
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

test("what is written is read as it was, whatever the names hold, and satisfies the schema", () => {
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

describe("what is no baseline says why", () => {
  const capture = { path: "a", verdicts: {}, findings: [] };
  test.each<[reason: string, value: unknown]>([
    ["it is no object", []],
    ["it has no schemaVersion", { captures: [] }],
    ["its schemaVersion is 2, and this version of unflushed reads 1", { schemaVersion: 2, captures: [] }],
    ["captures is no list", { schemaVersion: 1 }],
    ["it has more, which is no part of a baseline", { schemaVersion: 1, captures: [], more: 1 }],
    ["a capture in it has no path", { schemaVersion: 1, captures: [{ verdicts: {}, findings: [] }] }],
    ["a is in it twice", { schemaVersion: 1, captures: [capture, capture] }],
    [
      "verdicts of a has whole, which is no part of a baseline",
      { schemaVersion: 1, captures: [{ ...capture, verdicts: { whole: 1 } }] },
    ],
    [
      "complete of a is no number above 0",
      { schemaVersion: 1, captures: [{ ...capture, verdicts: { complete: -1 } }] },
    ],
    [
      "a finding of a has no rule, role, method, target or cause that there is",
      { schemaVersion: 1, captures: [{ ...capture, findings: [{ ...finding, cause: "magic" }] }] },
    ],
    [
      "count of a finding of a is no number above 0",
      { schemaVersion: 1, captures: [{ ...capture, findings: [{ ...finding, count: "1" }] }] },
    ],
    [
      "a has the same finding twice in it",
      { schemaVersion: 1, captures: [{ ...capture, findings: [finding, { ...finding, count: 2 }] }] },
    ],
  ])("%s", (reason, value) => {
    const written = JSON.stringify(value);
    expect(() => parseBaseline(written)).toThrow(new BaselineProblem(reason));
  });

  test("it is no JSON", () => {
    expect(() => parseBaseline('{\n<<<<<<< HEAD\n"schemaVersion": 1 }')).toThrow(new BaselineProblem("it is no JSON"));
  });
});
