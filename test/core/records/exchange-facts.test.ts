import { describe, expect, test } from "vitest";
import type { Exchange } from "../../../src/core/protocols/exchange.js";
import { exchangeFactsText } from "../../../src/core/records/exchange-facts.js";
import { newExchange, newResponse } from "../../exchanges.js";

const request = { method: "GET", target: '/"a"', line: 2, isCut: true };
const response = { ...newResponse(3), status: 200, framing: "chunked" as const, acceptedBytes: 5 };
const WHOLE: Exchange = {
  ...newExchange(0, request),
  response,
  verdict: "complete",
  outstandingBytes: 0,
};

/** What the text says of such an exchange, as the object that it is the inside of. */
const factsOf = (more: Partial<Exchange>) => JSON.parse(`{${exchangeFactsText({ ...WHOLE, ...more })}}`);

const FACTS = {
  request: { method: "GET", target: '/"a"', line: 2 },
  response: {
    status: 200,
    line: 3,
    time: null,
    framing: "chunked",
    declaredBytes: null,
    acceptedBytes: 5,
    outstandingBytes: 0,
    owedBytes: 0,
    inDoubtBytes: 0,
  },
  verdict: "complete",
  cause: null,
  evidence: null,
  blindSpots: [],
};

test("a count that may be too high says so", () => {
  const facts = factsOf({ verdict: "truncated", outstandingBytes: 4, response: { ...response, isAtMost: true } });
  expect(facts.response).toEqual({ ...FACTS.response, isAtMost: true, outstandingBytes: 4 });
});

test("a response that was accepted whole has no cause, whatever ended the connection", () => {
  expect(factsOf({})).toEqual(FACTS);
  expect(factsOf({ cause: "close" })).toEqual(FACTS);
});

describe("a complete response says so if", () => {
  test.each<[string, Partial<Exchange>, object]>([
    ["a reset ended it", { cause: "reset" }, { cause: "reset" }],
    ["it rests on something", { evidence: "chunk-framing" }, { evidence: "chunk-framing" }],
    ["it has a blind spot", { blindSpots: ["lines-lost"] }, { blindSpots: ["lines-lost"] }],
    ["bytes are outstanding", { outstandingBytes: 4 }, { response: { ...FACTS.response, outstandingBytes: 4 } }],
    ["nobody knows it", { outstandingBytes: null }, { response: { ...FACTS.response, outstandingBytes: null } }],
    ["bytes are owed", { owedBytes: 4 }, { response: { ...FACTS.response, owedBytes: 4 } }],
    ["bytes are in doubt", { inDoubtBytes: 4 }, { response: { ...FACTS.response, inDoubtBytes: 4 } }],
    [
      "nobody knows how many are in doubt",
      { inDoubtBytes: Number.POSITIVE_INFINITY },
      { response: { ...FACTS.response, inDoubtBytes: null } },
    ],
  ])("%s", (_, exchange, facts) => expect(factsOf(exchange)).toEqual({ ...FACTS, ...facts }));
});

test("only what cut a response short is its cause, and a reset", () => {
  expect(factsOf({ verdict: "truncated", cause: "close" })).toMatchObject({ verdict: "truncated", cause: "close" });
  expect(factsOf({ verdict: "undetermined", cause: "close" })).toMatchObject({ cause: null });
  expect(factsOf({ verdict: "undetermined", cause: "reset" })).toMatchObject({ cause: "reset" });
});

test("an exchange without a request, or without a response", () => {
  expect(factsOf({ request: null })).toEqual({ ...FACTS, request: null });
  expect(factsOf({ response: null })).toEqual({ ...FACTS, response: null });
});
