import { describe, expect, test } from "vitest";
import type { Judgement } from "../../../src/core/protocols/judgement.js";
import { rules } from "../../../src/index.js";
import { newExchange, newResponse } from "../../exchanges.js";

type Facts = Readonly<Record<string, unknown>>;

const ruleOf = (id: string) => {
  const rule = rules.find((each) => each.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
};

/** An exchange with these facts, and these calls. */
const exchangeOf = (facts: Facts, calls: Facts = {}) => {
  const plain = newExchange(0, null);
  return { ...plain, response: newResponse(1), ...facts, calls: { ...plain.calls, ...calls } };
};

describe("a rule about responses asks what is judged, whose it is, and how it ended", () => {
  const refused = { endTime: 1 };
  /** For each rule, a judgement that it matches, and one change after another that it does not match. */
  const cases: readonly (readonly [string, Facts, Readonly<Record<string, Facts>>])[] = [
    [
      "race-window",
      { about: "response", role: "server", exchange: exchangeOf({ verdict: "complete" }, { firstRefused: refused }) },
      {
        "a debt": { about: "debt" },
        "a client": { role: "client" },
        "no exchange": { exchange: null },
        truncated: { exchange: exchangeOf({ verdict: "truncated" }, { firstRefused: refused }) },
        "nothing refused": { exchange: exchangeOf({ verdict: "complete" }) },
      },
    ],
    [
      "response-stalled",
      { about: "response", role: "server", by: { time: 31 }, exchange: exchangeOf({}, { refused }) },
      {
        "a debt": { about: "debt" },
        "a client": { role: "client" },
        "no exchange": { exchange: null },
        "nothing refused": { exchange: exchangeOf({}, { lastAccepted: refused }) },
        complete: { exchange: exchangeOf({ verdict: "complete" }, { refused }) },
        "a moment sooner": { by: { time: 30.9 } },
        "no times": { by: { time: null } },
        "no time of the refusal": { exchange: exchangeOf({}, { refused: { endTime: null } }) },
        "a write 1 s before the end": { exchange: exchangeOf({}, { refused, lastAccepted: { endTime: 30 } }) },
      },
    ],
    [
      "reset-discards-response",
      { about: "response", reset: { isCertain: true }, exchange: exchangeOf({ verdict: "undetermined" }) },
      {
        "a debt": { about: "debt" },
        "no reset": { reset: null },
        "a reset that is not certain": { reset: { isCertain: false } },
        "no exchange": { exchange: null },
        complete: { exchange: exchangeOf({ verdict: "complete" }) },
      },
    ],
    [
      "premature-eof",
      { about: "response", role: "client", exchange: exchangeOf({ verdict: "truncated" }) },
      {
        "a debt": { about: "debt" },
        "a server": { role: "server" },
        "no exchange": { exchange: null },
        complete: { exchange: exchangeOf({ verdict: "complete" }) },
      },
    ],
    [
      "close-outstanding",
      {
        about: "response",
        role: "server",
        cause: "close",
        exchange: exchangeOf({ verdict: "truncated", evidence: "head-framing" }),
      },
      {
        "a debt": { about: "debt" },
        "a client": { role: "client" },
        "no exchange": { exchange: null },
        "aborted by its reader": { exchange: exchangeOf({ verdict: "aborted-by-peer", evidence: "head-framing" }) },
        "a short write is another rule's": { exchange: exchangeOf({ verdict: "truncated", evidence: "short-write" }) },
        "no evidence": { exchange: exchangeOf({ verdict: "truncated" }) },
        "an exit is another rule's": { cause: "exit" },
      },
    ],
    [
      "ended-after-peer",
      {
        about: "response",
        peerMayHaveLeft: true,
        exchange: exchangeOf({ verdict: "undetermined", blindSpots: ["peer-ended-first"] }),
      },
      {
        "a peer that is there": { peerMayHaveLeft: false },
        "no exchange": { exchange: null },
        complete: { exchange: exchangeOf({ verdict: "complete", blindSpots: ["peer-ended-first"] }) },
        "undetermined for another reason": {
          exchange: exchangeOf({ verdict: "undetermined", blindSpots: ["lines-lost"] }),
        },
      },
    ],
    [
      "short-write-abandoned",
      { about: "debt", peerMayHaveLeft: false, exchange: null },
      {
        "the peer may have left": { peerMayHaveLeft: true },
        "a request without an answer": { about: "unanswered" },
        "cut within its declared length": {
          about: "response",
          exchange: exchangeOf({ verdict: "truncated", evidence: "declared-length" }),
        },
      },
    ],
    ["length-overrun", { exchange: exchangeOf({ verdict: "overrun" }) }, { "no exchange": { exchange: null } }],
    ["peer-aborted", { exchange: exchangeOf({ verdict: "aborted-by-peer" }) }, { "no exchange": { exchange: null } }],
  ];

  test.each(cases.map(([id, judgement]) => [id, judgement] as const))("%s matches", (id, judgement) => {
    expect(ruleOf(id).matches(judgement as unknown as Judgement)).toBe(true);
  });

  const others = cases.flatMap(([id, judgement, changes]) =>
    Object.entries(changes).map(([name, change]) => [id, name, { ...judgement, ...change }] as const),
  );
  test.each(others)("%s, but %s: none", (id, _, judgement) => {
    expect(ruleOf(id).matches(judgement as unknown as Judgement)).toBe(false);
  });
});

test("a socket that takes bytes again is waited for 1 s, not 30 s", () => {
  const stalls = (time: number) => {
    const exchange = exchangeOf({}, { refused: { endTime: 1 }, writable: { endTime: 5 } });
    const judgement = { about: "response", role: "server", by: { time }, exchange };
    return ruleOf("response-stalled").matches(judgement as unknown as Judgement);
  };
  expect([5.9, 6].map(stalls)).toEqual([false, true]);
});

describe("a reset behind a response is an error only if bytes were surely in the kernel", () => {
  /** The socket is full from 1 s on; the last write begins at 2 s and returns at once; then comes the end. */
  const level = (end: number | null, last: Facts | null = { time: 2, endTime: 2 }, full: unknown = { endTime: 1 }) => {
    const exchange = exchangeOf({}, { lastAccepted: last, refused: full });
    return ruleOf("reset-discards-response").levelOf?.({ by: { time: end }, exchange } as unknown as Judgement);
  };

  test("the end comes within a tenth of the time that the socket was full", () => {
    expect(level(2.05)).toBe("error");
    expect(level(2.2)).toBe("warning");
  });

  test("a blocking write waits within its call", () => {
    expect(level(4.1, { time: 2, endTime: 4 }, null)).toBe("error");
    expect(level(4.1, { time: 3.9, endTime: 4 }, null)).toBe("warning");
  });

  test("a socket that was full for less than 1 ms says nothing about its reader", () => {
    expect(level(2, { time: 2, endTime: 2 }, { endTime: 1.9995 })).toBe("warning");
    expect(level(2, { time: 2, endTime: 2 }, null)).toBe("warning");
  });

  test("without times nothing is sure", () => {
    expect(level(null)).toBe("warning");
    expect(level(2.05, { time: null, endTime: 2 })).toBe("warning");
    expect(level(2.05, { time: 2, endTime: null })).toBe("warning");
    expect(level(2, { time: 2, endTime: 2 }, { endTime: null })).toBe("warning");
    expect(level(2.05, null)).toBe("warning");
  });
});

describe("what a rule says of a length of time", () => {
  const opened = (firstRefused: Facts | null, lastAccepted: Facts | null) => {
    const judgement = { exchange: exchangeOf({}, { firstRefused, lastAccepted }) };
    return /for (.*) a shutdown/.exec(ruleOf("race-window").message(judgement as unknown as Judgement))?.[1];
  };

  test("from the first refused write to the last accepted byte", () => {
    expect(opened({ time: 3 }, { endTime: 5 })).toBe("2.0 s");
  });

  test("an unknown time is said to be unknown", () => {
    const unknown = opened(null, null);
    expect(unknown).not.toMatch(/\d/);
    expect(opened({ time: null }, { endTime: 5 })).toBe(unknown);
    expect(opened({ time: 3 }, { endTime: null })).toBe(unknown);
    expect(opened({ time: 3 }, null)).toBe(unknown);
    expect(opened(null, { endTime: 5 })).toBe(unknown);
  });
});

test("who sent too much is the peer, in the capture of a client", () => {
  const say = (role: string) => {
    const judgement = { role, exchange: exchangeOf({ outstandingBytes: -1500 }) };
    return ruleOf("length-overrun").message(judgement as unknown as Judgement);
  };
  expect(say("client")).toBe("the peer sent 1,500 bytes more than the response may hold");
  expect(say("server")).toBe("the program sent 1,500 bytes more than the response may hold");
});
