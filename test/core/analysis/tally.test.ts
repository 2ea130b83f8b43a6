import { describe, expect, test } from "vitest";
import { type Connection, noCounts, type Summary } from "../../../src/core/analysis/model.js";
import { judgedIn, SummaryTally, totalOf } from "../../../src/core/analysis/tally.js";
import type { Exchange, Verdict } from "../../../src/core/protocols/exchange.js";
import { newExchange, newResponse } from "../../exchanges.js";

const CONNECTION = { role: "server", local: "10.0.0.1:80", peer: null } as Connection;

/** The summary of one exchange. */
function summaryOf(exchange: Partial<Exchange>): Summary {
  const tally = new SummaryTally();
  tally.countExchange({ ...newExchange(0, null), ...exchange }, CONNECTION);
  return tally.summary;
}

/** A response of which the kernel accepted 5 bytes of 9. */
const response = { ...newResponse(1), status: 200, declaredBytes: 9, acceptedBytes: 5 };
const COUNTED = { responses: 1, truncated: 0, echoes: 0, lostBytes: 0, lostUnknown: 0 };

describe("an exchange counts", () => {
  test.each<[Verdict, string]>([
    ["complete", "complete"],
    ["truncated", "truncated"],
    ["aborted-by-peer", "abortedByPeer"],
    ["overrun", "overrun"],
    ["in-flight", "inFlight"],
    ["undetermined", "undetermined"],
  ])("once as %s", (verdict, counter) => {
    const { rules, servers, otherServers, statuses, bodySizes, ...counts } = summaryOf({
      verdict,
      outstandingBytes: 0,
    });
    expect(counts).toEqual({ ...noCounts(), responses: 1, [counter]: 1 });
  });

  test("for its server and its status", () => {
    const { servers, otherServers, statuses } = summaryOf({ verdict: "complete", response });
    expect(servers).toEqual([{ address: "10.0.0.1:80", ...COUNTED }]);
    expect(otherServers).toEqual({ ...COUNTED, responses: 0 });
    expect(statuses).toEqual([{ status: 200, ...COUNTED }]);
  });

  test("for no status without a response, or if the capture shows none", () => {
    expect(summaryOf({}).statuses).toEqual([{ status: null, ...COUNTED }]);
    expect(summaryOf({ response: newResponse(1) }).statuses).toEqual([{ status: null, ...COUNTED }]);
  });

  test.each<[string, number | null, object]>([
    ["its loss, if it is truncated", 4, { lostBytes: 4, lostUnknown: 0 }],
    ["an unknown loss, if nobody knows how much it is", null, { lostBytes: 0, lostUnknown: 1 }],
  ])("%s", (_, outstandingBytes, loss) => {
    const summary = summaryOf({ verdict: "truncated", outstandingBytes });
    expect(summary).toMatchObject({ truncated: 1, ...loss });
    expect(summary.servers).toMatchObject([{ responses: 1, truncated: 1, ...loss }]);
    expect(summary.statuses).toMatchObject([{ responses: 1, truncated: 1, ...loss }]);
  });

  test.each<Verdict>([
    "complete",
    "aborted-by-peer",
    "overrun",
    "in-flight",
    "undetermined",
  ])("no loss as %s", (verdict) => {
    for (const outstandingBytes of [4, null]) {
      const summary = summaryOf({ verdict, outstandingBytes });
      expect(summary).toMatchObject({ lostBytes: 0, lostUnknown: 0 });
      expect(summary.servers).toMatchObject([COUNTED]);
    }
  });
});

describe("the size of a body counts", () => {
  const SIZE = { fromBytes: 8, responses: 1, truncated: 0, declaredBytes: 9, deliveredBytes: 5 };

  test.each<[Verdict, object[]]>([
    ["complete", [SIZE]],
    ["truncated", [{ ...SIZE, truncated: 1 }]],
    ["overrun", [SIZE]],
    ["aborted-by-peer", []],
    ["in-flight", []],
    ["undetermined", []],
  ])("if the program alone decided how much was sent: %s", (verdict, sizes) => {
    expect(summaryOf({ verdict, response }).bodySizes).toEqual(sizes);
  });

  test("not if it was not declared, or if nobody knows what was accepted, or without a response", () => {
    const sizesOf = (facts: object | null) =>
      summaryOf({ verdict: "complete", response: facts && { ...response, ...facts } }).bodySizes;
    expect([sizesOf({ declaredBytes: null }), sizesOf({ acceptedBytes: null }), sizesOf(null)]).toEqual([[], [], []]);
    expect(sizesOf({ declaredBytes: 0, acceptedBytes: 0 })).toHaveLength(1);
  });
});

describe("a total", () => {
  const LOSS = { truncated: 2, echoes: 1, lostBytes: 30, lostUnknown: 1 };
  const part: Summary = {
    captures: 1,
    connections: 2,
    responses: 30,
    streams: 3,
    complete: 4,
    truncated: 5,
    abortedByPeer: 6,
    overrun: 7,
    inFlight: 8,
    undetermined: 9,
    findings: 10,
    echoes: 1,
    lostBytes: 11,
    lostUnknown: 12,
    rules: [{ rule: "a-rule", findings: 3, ...LOSS }],
    servers: [{ address: "10.0.0.1:80", responses: 4, ...LOSS }],
    otherServers: { responses: 5, ...LOSS },
    statuses: [{ status: 200, responses: 6, ...LOSS }],
    bodySizes: [{ fromBytes: 8, responses: 7, truncated: 2, declaredBytes: 63, deliveredBytes: 40 }],
  };

  test("of one part is that part", () => expect(totalOf([part])).toEqual(part));

  test("adds each count, and each group to that of the same key", () => {
    const DOUBLE = { truncated: 4, echoes: 2, lostBytes: 60, lostUnknown: 2 };
    expect(totalOf([part, part])).toEqual({
      captures: 2,
      connections: 4,
      responses: 60,
      streams: 6,
      complete: 8,
      truncated: 10,
      abortedByPeer: 12,
      overrun: 14,
      inFlight: 16,
      undetermined: 18,
      findings: 20,
      echoes: 2,
      lostBytes: 22,
      lostUnknown: 24,
      rules: [{ rule: "a-rule", findings: 6, ...DOUBLE }],
      servers: [{ address: "10.0.0.1:80", responses: 8, ...DOUBLE }],
      otherServers: { responses: 10, ...DOUBLE },
      statuses: [{ status: 200, responses: 12, ...DOUBLE }],
      bodySizes: [{ fromBytes: 8, responses: 14, truncated: 4, declaredBytes: 126, deliveredBytes: 80 }],
    });
  });

  test("of none is empty", () => {
    const groups = { rules: [], servers: [], statuses: [], bodySizes: [], otherServers: { ...COUNTED, responses: 0 } };
    expect(totalOf([])).toEqual({ ...noCounts(), ...groups });
  });

  test("does not grow with what is counted after it", () => {
    const tally = new SummaryTally();
    tally.add(part);
    const { otherServers, servers } = tally.summary;
    tally.add(part);
    expect([otherServers.responses, servers[0]?.responses]).toEqual([5, 4]);
  });
});

test("the responses that are judged are those that a verdict was proved for", () => {
  const counts = { ...noCounts(), complete: 1, truncated: 20, abortedByPeer: 300, overrun: 4000 };
  expect(judgedIn({ ...counts, inFlight: 50_000, undetermined: 600_000 })).toBe(4321);
});

test("a finding adds the loss of its response, if that is truncated", () => {
  const found = (exchange: Partial<Exchange> | null) => {
    const tally = new SummaryTally();
    tally.countFinding("a-rule", exchange && { ...newExchange(0, null), ...exchange });
    const { findings, rules } = tally.summary;
    expect(findings).toBe(1);
    return rules;
  };
  const none = { rule: "a-rule", findings: 1, truncated: 0, echoes: 0, lostBytes: 0, lostUnknown: 0 };
  expect(found(null)).toEqual([none]);
  expect(found({ verdict: "aborted-by-peer", outstandingBytes: 5 })).toEqual([none]);
  expect(found({ verdict: "truncated", outstandingBytes: 5 })).toEqual([{ ...none, truncated: 1, lostBytes: 5 }]);
  expect(found({ verdict: "truncated" })).toEqual([{ ...none, truncated: 1, lostUnknown: 1 }]);
});

test("the server of a response is the peer of a client, and else the local address, if one is known", () => {
  const addressOf = (connection: object) => {
    const tally = new SummaryTally();
    tally.countExchange(newExchange(0, null), connection as Connection);
    return tally.summary.servers.map(({ address }) => address);
  };
  const both = { local: "10.0.0.1:80", peer: "10.0.0.2:5000" };
  expect(addressOf({ role: "client", ...both })).toEqual(["10.0.0.2:5000"]);
  expect(addressOf({ role: "server", ...both })).toEqual(["10.0.0.1:80"]);
  expect(addressOf({ role: "server", ...both, local: null })).toEqual([null]);
  expect(addressOf({ role: "unknown", ...both })).toEqual(["10.0.0.1:80"]);
  expect(addressOf({ role: "unknown", ...both, local: null })).toEqual(["10.0.0.2:5000"]);
});

describe("an echo", () => {
  const lost = { ...newExchange(0, null), verdict: "truncated", response, outstandingBytes: 4 } as const;
  const sizes = { declaredBytes: 9, acceptedBytes: 5, outstandingBytes: 4 };
  const echo = { server: "10.0.0.1:80", status: 200, isStream: false, ...sizes };

  test("stays a truncated response, and what it lacks was not lost there", () => {
    const tally = new SummaryTally();
    for (const rule of ["cut", "passed-on"]) {
      tally.countExchange(lost, CONNECTION);
      tally.countFinding(rule, lost, rule === "passed-on");
    }
    tally.countEcho(echo);
    const once = { truncated: 2, echoes: 1, lostBytes: 4, lostUnknown: 0 };
    const { summary } = tally;
    expect(summary).toMatchObject({ responses: 2, ...once });
    expect(summary.servers).toEqual([{ address: "10.0.0.1:80", responses: 2, ...once }]);
    expect(summary.statuses).toEqual([{ status: 200, responses: 2, ...once }]);
    expect(summary.rules).toEqual([
      { rule: "cut", findings: 1, truncated: 1, echoes: 0, lostBytes: 4, lostUnknown: 0 },
      { rule: "passed-on", findings: 1, truncated: 1, echoes: 1, lostBytes: 0, lostUnknown: 0 },
    ]);
    expect(summary.bodySizes).toMatchObject([{ responses: 1, truncated: 1, declaredBytes: 9, deliveredBytes: 5 }]);
  });

  test("can be taken back from the summary that has counted it as a loss", () => {
    const [counted, later] = [new SummaryTally(), new SummaryTally()];
    counted.countExchange(lost, CONNECTION);
    later.countEcho(echo);
    expect(totalOf([counted.summary, later.summary])).toMatchObject({
      truncated: 1,
      echoes: 1,
      lostBytes: 0,
      bodySizes: [],
    });
  });

  test("of unknown size is no unknown loss", () => {
    const tally = new SummaryTally();
    tally.countExchange({ ...lost, outstandingBytes: null }, CONNECTION);
    tally.countEcho({ ...echo, outstandingBytes: null });
    expect(tally.summary).toMatchObject({ lostBytes: 0, lostUnknown: 0 });
  });
});
