import { describe, expect, test } from "vitest";
import type { Judgement } from "../../../src/core/protocols/judgement.js";
import { makeFinding, nanoseconds } from "../../../src/core/rules/finding.js";
import { rules } from "../../../src/index.js";
import { newExchange, newResponse } from "../../exchanges.js";

const [rule] = rules;
if (!rule) throw new Error("no rule");

/** The finding for a response whose head is on line 3, whose last accepted bytes are on line 4, and whose end is on line 9. */
function finding(change: object = {}, last: object | null = { line: 4, endTime: 2 }) {
  const exchange = {
    ...newExchange(0, null),
    response: { ...newResponse(3), declaredBytes: 100, acceptedBytes: 40 },
    outstandingBytes: 60,
    evidence: "declared-length",
  };
  exchange.calls = { ...exchange.calls, head: { line: 3 } as never, lastAccepted: last as never };
  const refused = { line: 6 };
  const judgement = { about: "response", exchange, by: { line: 9, time: 5 }, owedBytes: 7, refused, ...change };
  return makeFinding(rule as never, judgement as unknown as Judgement);
}

test("the evidence names the lines and the counts of the response", () => {
  const { line, relatedLines, evidence } = finding();
  expect({ line, relatedLines, ...evidence }).toEqual({
    line: 9,
    relatedLines: [3, 4, 6],
    head: 3,
    lastAccepted: 4,
    refused: 6,
    end: 9,
    idle: 3,
    declaredBytes: 100,
    acceptedBytes: 40,
    outstandingBytes: 60,
    owedBytes: 7,
    confidence: "declared-length",
  });
});

test("a debt without a response is what was owed, proven by the short write", () => {
  const { relatedLines, outstandingBytes, evidence } = finding({ about: "debt", exchange: null });
  expect(relatedLines).toEqual([6]);
  expect(outstandingBytes).toBe(7);
  expect(evidence).toMatchObject({ head: null, lastAccepted: null, declaredBytes: null, acceptedBytes: null });
  expect(evidence).toMatchObject({ idle: null, outstandingBytes: 7, confidence: "short-write" });
});

describe("the lines beside the end", () => {
  test("a line counts once, and the end is none of them", () => {
    expect(finding({ refused: { line: 4 } }).relatedLines).toEqual([3, 4]);
    expect(finding({ refused: { line: 9 } }).relatedLines).toEqual([3, 4]);
  });

  test("they ascend as numbers do", () => {
    expect(finding({ refused: { line: 2 } }, { line: 10, endTime: 2 }).relatedLines).toEqual([2, 3, 10]);
  });

  test("a request is one of them only when it has no answer", () => {
    const unanswered = { about: "unanswered", exchange: null, refused: null };
    expect(finding({ ...unanswered, request: { line: 2 } }).relatedLines).toEqual([2]);
    expect(finding({ ...unanswered, request: null }).relatedLines).toEqual([]);
    expect(finding({ request: { line: 2 } }).relatedLines).toEqual([3, 4, 6]);
  });
});

describe("the silence before the end", () => {
  test("has no length without both times", () => {
    expect(finding({ by: { line: 9, time: null } }).evidence.idle).toBeNull();
    expect(finding({}, { line: 4, endTime: null }).evidence.idle).toBeNull();
    expect(finding({}, null).evidence.idle).toBeNull();
  });

  test("is never negative: a call of another thread may return after the end has begun", () => {
    expect(finding({ by: { line: 9, time: 1 } }).evidence.idle).toBe(0);
  });

  test("has no more digits than strace prints", () => {
    expect(nanoseconds(0.3 - 0.1)).toBe(0.2);
    expect(nanoseconds(1.000000001)).toBe(1.000000001);
  });
});

test("the level is the one for the judgement, if the rule has one for each", () => {
  const judgement = { about: "debt", exchange: null, by: { line: 9, time: null }, owedBytes: 7, refused: null };
  const levelWith = (more: object) =>
    makeFinding({ ...rule, level: "note", ...more } as never, judgement as unknown as Judgement).level;
  expect(levelWith({ levelOf: undefined })).toBe("note");
  expect(levelWith({ levelOf: () => "error" })).toBe("error");
});
