import { describe, expect, test } from "vitest";
import type { Exchange } from "../../../../../src/core/protocols/exchange.js";
import {
  judgeAbandoned,
  judgeEnd,
  type StreamEnding,
} from "../../../../../src/core/protocols/http1/ending/judge-end.js";
import { newExchange, newResponse } from "../../../../exchanges.js";

const CLOSED: StreamEnding = {
  cause: "close",
  owed: 0,
  peerGone: false,
  hasFailed: false,
  peerMayHaveLeft: false,
  hides: { all: null, rest: null, refusal: null },
  doubt: null,
  hasWaited: false,
  hasOpenEnd: false,
  mayBeAnswer: false,
  isMeant: true,
};

/** A response of which 40 of 100 declared body bytes were accepted. */
function short(): Exchange {
  const exchange = newExchange(0, { method: "GET", target: "/", line: 1 });
  const response = newResponse(2);
  exchange.response = { ...response, status: 200, framing: "content-length", declaredBytes: 100, acceptedBytes: 40 };
  return exchange;
}

describe("of two reasons the first counts: capture ended, ambiguous owner, peer gone, unreturned write, the rest", () => {
  test.each<[string, Partial<StreamEnding>, object | null]>([
    ["closed", {}, { verdict: "truncated", cause: "close", evidence: "declared-length", outstandingBytes: 60 }],
    ["capture ended", { cause: null }, { verdict: "in-flight", blindSpots: ["capture-ends-early"] }],
    ["capture ended, peer gone", { cause: null, peerGone: true }, { verdict: "aborted-by-peer", cause: null }],
    [
      "capture ended, ambiguous",
      { cause: null, doubt: "threads-not-traced" },
      { verdict: "undetermined", cause: null },
    ],
    ["ambiguous, peer gone", { doubt: "threads-not-traced", peerGone: true }, { blindSpots: ["threads-not-traced"] }],
    [
      "peer gone, hidden",
      { peerGone: true, hides: { all: null, rest: "writes-not-traced", refusal: null } },
      { verdict: "aborted-by-peer" },
    ],
    [
      "refused, hidden",
      { owed: 60, hides: { all: null, rest: "writes-not-traced", refusal: null } },
      { evidence: "declared-length" },
    ],
    [
      "hidden",
      { hides: { all: null, rest: "writes-not-traced", refusal: null } },
      { blindSpots: ["writes-not-traced"] },
    ],
    ["perhaps an answer", { mayBeAnswer: true }, { verdict: "undetermined", blindSpots: ["reads-not-traced"] }],
    ["refused, perhaps an answer", { mayBeAnswer: true, owed: 60 }, { verdict: "truncated" }],
  ])("%s", (_what, ending, decision) => {
    expect(judgeEnd(short(), { ...CLOSED, ...ending })).toMatchObject(decision ?? {});
  });

  test("a write of unknown size that never returned comes before what was declared", () => {
    const exchange = { ...short(), inDoubtBytes: 60 };
    expect(judgeEnd(exchange, CLOSED)).toMatchObject({ verdict: "undetermined", blindSpots: ["write-in-doubt"] });
    expect(judgeEnd(exchange, { ...CLOSED, hasWaited: true })).toMatchObject({ evidence: "blocked-write" });
  });
});

test("a request without a response is nothing to report, unless the capture hides writes", () => {
  const unanswered = newExchange(0, { method: "GET", target: "/", line: 1 });
  expect(judgeEnd(unanswered, CLOSED)).toBeNull();
  const hides = { all: "writes-not-traced", rest: null, refusal: null } as const;
  expect(judgeEnd(unanswered, { ...CLOSED, hides })).toMatchObject({ verdict: "undetermined" });
});

test("judging changes nothing", () => {
  const exchange = short();
  exchange.blindSpots.push("request-not-seen");
  const before = structuredClone(exchange);
  judgeEnd(exchange, { ...CLOSED, doubt: "request-not-seen" });
  judgeAbandoned(exchange);
  expect(exchange).toEqual(before);
});
