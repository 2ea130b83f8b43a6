import { describe, expect, test } from "vitest";
import type { Exchange } from "../../../../../src/core/protocols/exchange.js";
import {
  judgeAbandoned,
  judgeEnd,
  type StreamEnding,
} from "../../../../../src/core/protocols/http1/ending/judge-end.js";
import { newExchange, newResponse } from "../../../../exchanges.js";

const SHOWN = { all: null, rest: null, refusal: null } as const;
const CLOSED: StreamEnding = {
  cause: "close",
  owed: 0,
  peerGone: false,
  hasFailed: false,
  peerMayHaveLeft: false,
  hides: SHOWN,
  doubt: null,
  hasWaited: false,
  isMeant: true,
  hasOpenEnd: false,
  mayBeAnswer: false,
};
const REST_HIDDEN = { ...SHOWN, rest: "writes-not-traced" } as const;

type Framing = NonNullable<Exchange["response"]>["framing"];

/** An exchange whose response is framed so, with 40 body bytes accepted. */
function responseOf(framing: Framing, more: Partial<Exchange> = {}): Exchange {
  const declaredBytes = framing === "content-length" ? 100 : null;
  const response = { ...newResponse(2), status: 200, framing, declaredBytes, acceptedBytes: 40 };
  return { ...newExchange(0, { method: "GET", target: "/", line: 1 }), response, ...more };
}

const verdictOf = (exchange: Exchange, ending: Partial<StreamEnding> = {}): string => {
  const { verdict, evidence, outstandingBytes, blindSpots } = judgeEnd(exchange, { ...CLOSED, ...ending }) ?? {};
  return [verdict, evidence, outstandingBytes, ...(blindSpots ?? [])].filter((each) => each != null).join(" ");
};
type Case = [what: string, is: string, exchange: Exchange, ending?: Partial<StreamEnding>];
const refusedWith = (error: string): Pick<Exchange, "calls"> => {
  const { calls } = newExchange(0, null);
  return { calls: { ...calls, refused: { error } as NonNullable<Exchange["calls"]["refused"]> } };
};

describe("the capture ends before the stream", () => {
  test.each<Case>([
    ["a length that is hidden may have come", "undetermined", responseOf("unknown", { blindSpots: ["lines-lost"] })],
    [
      "but not if the kernel refused bytes",
      "in-flight 9 capture-ends-early",
      responseOf("unknown", { blindSpots: ["lines-lost"] }),
      { owed: 9 },
    ],
    [
      "an end that is hidden may have come",
      "undetermined head-cut-by-string-limit",
      responseOf("chunked", { unseenEnd: "possible" }),
    ],
    [
      "but not if a write never returned",
      "in-flight capture-ends-early",
      responseOf("chunked", { unseenEnd: "possible", inDoubtBytes: 9 }),
    ],
    ["nor if all of it is shown", "in-flight capture-ends-early", responseOf("chunked")],
    ["nor if no byte of a response is", "in-flight capture-ends-early", newExchangeWith(["lines-lost"])],
    [
      "nor if a write failed for good",
      "in-flight capture-ends-early",
      responseOf("chunked", { unseenEnd: "possible", ...refusedWith("EPIPE") }),
    ],
    [
      "a full buffer is no failure",
      "undetermined head-cut-by-string-limit",
      responseOf("chunked", { unseenEnd: "possible", ...refusedWith("EAGAIN") }),
    ],
  ])("%s", (_what, is, exchange, ending = {}) => expect(verdictOf(exchange, { cause: null, ...ending })).toBe(is));
});

function newExchangeWith(blindSpots: Exchange["blindSpots"]): Exchange {
  return { ...newExchange(0, { method: "GET", target: "/", line: 1 }), blindSpots };
}

describe("a response that lasts until the close", () => {
  test.each<Case>([
    ["is complete", "complete 0", responseOf("until-close")],
    ["also if the order of reads is in doubt", "complete 0", responseOf("until-close"), { doubt: "reads-not-traced" }],
    [
      "not if another thread may have written",
      "undetermined threads-not-traced",
      responseOf("until-close"),
      { doubt: "threads-not-traced" },
    ],
    ["not if a write never returned", "undetermined write-in-doubt", responseOf("until-close", { inDoubtBytes: 9 })],
    [
      "not if the capture hides refused bytes",
      "undetermined writes-not-traced",
      responseOf("until-close"),
      { hides: { ...SHOWN, refusal: "writes-not-traced" } },
    ],
    ["not if nobody meant to end it", "undetermined unmarked-end", responseOf("until-close"), { isMeant: false }],
    ["not if the peer was gone", "aborted-by-peer", responseOf("until-close"), { peerGone: true }],
  ])("%s", (_what, is, exchange, ending) => expect(verdictOf(exchange, ending)).toBe(is));
});

describe("a doubt about whose bytes these are", () => {
  const doubt = "reads-not-traced";
  test.each<Case>([
    ["comes first", "undetermined reads-not-traced", responseOf("content-length"), { doubt }],
    [
      "gives way to a call that is hidden, if it is about reads",
      "undetermined writes-not-traced",
      responseOf("content-length"),
      { doubt, hides: REST_HIDDEN },
    ],
    [
      "unless bytes are owed",
      "undetermined reads-not-traced",
      responseOf("content-length"),
      { doubt, hides: REST_HIDDEN, owed: 9 },
    ],
    [
      "is the reason, if it is another",
      "undetermined shutdown-not-traced",
      responseOf("content-length"),
      { doubt: "shutdown-not-traced", hides: REST_HIDDEN },
    ],
    [
      "is also which of two ends came first",
      "undetermined",
      responseOf("content-length", { blindSpots: ["lines-out-of-order"] }),
      { peerGone: true },
    ],
  ])("%s", (_what, is, exchange, ending) => expect(verdictOf(exchange, ending)).toBe(is));
});

describe("the peer ended its side first, and the last five bytes lie as a last chunk would", () => {
  const hidden = (more: Partial<Exchange> = {}): Exchange => responseOf("chunked", { unseenEnd: "by-layout", ...more });
  const left = { peerMayHaveLeft: true };
  test.each<Case>([
    ["it left with the whole response", "complete 0", hidden(), left],
    ["the program may also shut down its side", "complete 0", hidden(), { ...left, cause: "shut-wr" }],
    ["or both sides", "complete 0", hidden(), { ...left, cause: "shut-rdwr" }],
    [
      "a program that died may have been within it",
      "undetermined head-cut-by-string-limit",
      hidden(),
      { ...left, cause: "exit" },
    ],
    [
      "a peer that was gone may have taken less",
      "undetermined head-cut-by-string-limit",
      hidden(),
      { ...left, peerGone: true },
    ],
    ["more writes may be hidden", "undetermined head-cut-by-string-limit", hidden(), { ...left, hides: REST_HIDDEN }],
    ["lines are lost", "undetermined head-cut-by-string-limit", hidden({ blindSpots: ["lines-lost"] }), left],
    ["bytes are owed", "undetermined peer-ended-first", hidden(), { ...left, owed: 9 }],
    ["a write never returned", "undetermined peer-ended-first", hidden({ inDoubtBytes: 9 }), left],
    [
      "the five bytes may as well be the start of a chunk",
      "undetermined head-cut-by-string-limit",
      hidden({ unseenEnd: "possible" }),
      left,
    ],
    ["nothing is hidden", "undetermined peer-ended-first", responseOf("chunked"), left],
  ])("%s", (_what, is, exchange, ending) => expect(verdictOf(exchange, ending)).toBe(is));
});

describe("the program ended the stream", () => {
  const hidden = (framing: Framing): Exchange => responseOf(framing, { unseenEnd: "by-layout" });
  const pieces = (...elided: (number | undefined)[]) => {
    const lastAccepted = { asked: null, pieces: elided.map((each) => ({ elided: each })) };
    return { calls: { ...newExchange(0, null).calls, lastAccepted: lastAccepted as never } };
  };
  test.each<Case>([
    ["chunked, the end not seen", "truncated chunk-framing", responseOf("chunked")],
    ["a head that was not whole", "truncated head-framing", responseOf("unknown")],
    ["the last chunk lies where it must", "complete 0", hidden("chunked")],
    ["also when the program shuts down", "complete 0", hidden("chunked"), { cause: "shut-wr" }],
    ["it died before it went on", "undetermined head-cut-by-string-limit", hidden("chunked"), { cause: "exit" }],
    ["buffers as long as was declared", "complete 0", hidden("unknown"), { hides: REST_HIDDEN }],
    [
      "buffers as long, and it died",
      "undetermined writes-not-traced",
      hidden("unknown"),
      { hides: REST_HIDDEN, cause: "exit" },
    ],
    ["chunks, and writes are hidden", "undetermined writes-not-traced", hidden("chunked"), { hides: REST_HIDDEN }],
    [
      "a head that was not whole, and writes are hidden",
      "undetermined writes-not-traced",
      responseOf("unknown"),
      { hides: REST_HIDDEN },
    ],
    [
      "the head is lost, and writes are hidden",
      "undetermined",
      responseOf("unknown", { blindSpots: ["attached-mid-connection"] }),
      { hides: REST_HIDDEN },
    ],
    [
      "a failed write of chunks: the framing says more",
      "truncated chunk-framing 9",
      responseOf("chunked"),
      { owed: 9, hasFailed: true },
    ],
    [
      "a failed write of chunks of which some are hidden",
      "truncated failed-write 9",
      responseOf("chunked", { blindSpots: ["attached-mid-connection"] }),
      { owed: 9, hasFailed: true },
    ],
    ["a refused write of chunks", "truncated short-write 9", responseOf("chunked"), { owed: 9 }],
    [
      "a failed write of a declared length",
      "truncated declared-length 60",
      responseOf("content-length"),
      { owed: 9, hasFailed: true },
    ],
    ["lines are lost", "undetermined lines-lost", responseOf("content-length", { blindSpots: ["lines-lost"] })],
    [
      "a count that was left out, beside other bytes",
      "undetermined bytes-elided writes-not-traced",
      responseOf("content-length", pieces(7, undefined)),
      { hides: REST_HIDDEN },
    ],
    [
      "no count that was left out",
      "undetermined writes-not-traced",
      responseOf("content-length", pieces(undefined)),
      { hides: REST_HIDDEN },
    ],
    [
      "a write that may have been the rest",
      "undetermined write-in-doubt",
      responseOf("content-length", { inDoubtBytes: 60 }),
    ],
    [
      "a write that was shorter than the rest",
      "truncated declared-length 60",
      responseOf("content-length", { inDoubtBytes: 59 }),
    ],
    ["chunks, and a write that holds no end", "truncated chunk-framing", responseOf("chunked", { inDoubtBytes: 9 })],
    [
      "chunks, and a write that may hold the end",
      "undetermined write-in-doubt",
      responseOf("chunked", { inDoubtBytes: 9, mayEndInDoubt: true }),
    ],
  ])("%s", (_what, is, exchange, ending) => expect(verdictOf(exchange, ending)).toBe(is));
});

describe("a client leaves a response that was under way", () => {
  test.each<[string, object, Exchange]>([
    ["it is in flight", { verdict: "in-flight", outstandingBytes: 60, blindSpots: [] }, responseOf("content-length")],
    [
      "lines are lost",
      { verdict: "undetermined", blindSpots: [] },
      responseOf("content-length", { blindSpots: ["lines-lost"] }),
    ],
    [
      "its end may have come",
      { verdict: "undetermined", blindSpots: ["head-cut-by-string-limit"] },
      responseOf("chunked", { unseenEnd: "possible" }),
    ],
    ["nothing of it had come", { verdict: "in-flight", outstandingBytes: null }, newExchange(0, null)],
  ])("%s", (_what, is, exchange) => expect(judgeAbandoned(exchange)).toMatchObject(is));
});
