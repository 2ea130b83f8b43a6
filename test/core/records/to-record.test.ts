import { describe, expect, test } from "vitest";
import { analyzeText } from "../../../src/analyze/analyze-text.js";
import type { ConnectionFinding } from "../../../src/core/analysis/model.js";
import { captureRecord, connectionRecord, findingRecord, runRecord } from "../../../src/core/records/to-record.js";
import { applyLevels } from "../../../src/core/rules/active-rule.js";
import { rules } from "../../../src/core/rules/all.js";
import { shutWrOutstanding as rule } from "../../../src/core/rules/http1/shut-wr-outstanding.js";
import type { SocketEvent } from "../../../src/core/sockets/event.js";
import { newExchange } from "../../exchanges.js";

const SHORT = [
  '10 10:00:00.0 accept4(3, {sa_family=AF_INET, sin_port=htons(5000), sin_addr=inet_addr("10.0.0.2")}, [16], 0) = 7',
  '10 10:00:00.1 read(7, "GET /a HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n", 8192) = 28',
  '10 10:00:00.2 write(7, "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nhello", 43) = 43',
  '10 10:00:00.3 write(7, "rld!", 4) = -1 EAGAIN (Resource temporarily unavailable)',
  "10 10:00:00.5 shutdown(7, SHUT_WR) = 0",
  "10 10:00:00.6 close(7) = 0",
  "",
].join("\n");
const analysis = analyzeText(SHORT);
const [found] = analysis.findings as [ConnectionFinding];
const [connection] = analysis.connections as [(typeof analysis.connections)[0]];

describe("the first record of a run", () => {
  test("says which program wrote the others, and for how many captures", () => {
    const { rules: _, ...facts } = runRecord("1.2.3", [], 4);
    expect(facts).toEqual({
      kind: "run",
      schemaVersion: 3,
      tool: { name: "unflushed", version: "1.2.3" },
      captures: 4,
      shard: null,
    });
    expect(runRecord("1.2.3", [], 4, { index: 2, count: 3 }).shard).toEqual({ index: 2, count: 3 });
  });

  test("has of each rule what formats need", () => {
    const [active] = applyLevels([rule], new Map([[rule.id, "note"]]));
    expect(runRecord("1.2.3", active ? [active] : [], 1).rules).toEqual([
      {
        id: "shut-wr-outstanding",
        level: "note",
        defaultLevel: rule.level,
        flags: rule.summary,
        why: rule.why,
        next: rule.advice,
      },
    ]);
  });
});

describe("the record of a finding", () => {
  test("has the connection, the request, the proof and its calls", () => {
    expect(findingRecord(3, "a.strace", found)).toEqual({
      kind: "finding",
      rule: "shut-wr-outstanding",
      level: "error",
      capture: 3,
      path: "a.strace",
      connection: "c1",
      fd: 7,
      role: "server",
      local: null,
      peer: "10.0.0.2:5000",
      exchange: 0,
      request: { method: "GET", target: "/a", line: 2 },
      status: 200,
      cause: "shut-wr",
      line: 5,
      time: 36_000.5,
      clock: "day",
      relatedLines: [3, 4],
      message: "the program shut down its sending side with 4 of 9 declared body bytes not handed to the kernel",
      outstandingBytes: 4,
      evidence: {
        head: 3,
        lastAccepted: 3,
        refused: 4,
        end: 5,
        idle: 0.3,
        declaredBytes: 9,
        acceptedBytes: 5,
        outstandingBytes: 4,
        owedBytes: 4,
        confidence: "declared-length",
      },
      calls: [
        { line: 3, pid: 10, since: 0.2, call: "write", asked: 43, took: 43, remark: "", ends: false },
        { line: 4, pid: 10, since: 0.3, call: "write", asked: 4, took: "EAGAIN", remark: "", ends: false },
        { line: 5, pid: 10, since: 0.5, call: "shutdown", asked: "SHUT_WR", took: null, remark: "", ends: true },
      ],
      origin: null,
      suppressed: null,
    });
  });

  test("has the request alone, without what is known of its line besides", () => {
    const exchange = { ...newExchange(0, { method: "GET", target: "/a...", line: 2, isCut: true }) };
    expect(recordOf({ exchange }).request).toEqual({ method: "GET", target: "/a...", line: 2 });
  });

  test("has no request and no status if the exchange has none, or if there is no exchange", () => {
    expect(recordOf({ exchange: newExchange(0, null) })).toMatchObject({ request: null, status: null });
    expect(recordOf({ exchange: null })).toMatchObject({ request: null, status: null });
  });

  test("has the upstream response that was already short", () => {
    const response = { line: 8, declaredBytes: 9, acceptedBytes: 5 };
    const upstream = (facts: object | null) => ({
      connection: { id: "c2" },
      index: 1,
      exchange: { ...newExchange(1, null), response: facts },
    });
    const originOf = (facts: object | null) =>
      findingRecord(3, "a.strace", { ...found, origin: upstream(facts) as never }).origin;
    expect(originOf(response)).toEqual({ capture: 3, path: "a.strace", connection: "c2", exchange: 1, ...response });
    expect(originOf(null)).toEqual({
      capture: 3,
      path: "a.strace",
      connection: "c2",
      exchange: 1,
      line: null,
      declaredBytes: null,
      acceptedBytes: null,
    });
  });
});

describe("the calls of a finding", () => {
  const event = (line: number, kind = "read"): SocketEvent =>
    ({ kind, line, pid: 10, time: null, call: kind, received: 5, error: null, returned: true }) as never;
  const linesOf = (judgement: object): number[] => recordOf(judgement).calls.map(({ line }) => line);

  test("are those of its exchange and the one that ended it, in the order of their lines", () => {
    const calls = { ...newExchange(0, null).calls, head: event(8), lastAccepted: event(5), refused: event(7) };
    const exchange = { ...newExchange(0, null), calls };
    expect(linesOf({ exchange, refused: event(1), by: event(6) })).toEqual([5, 6, 7, 8]);
  });

  test("are each there once", () => {
    const head = event(3);
    const calls = { ...newExchange(0, null).calls, head, lastAccepted: head };
    expect(linesOf({ exchange: { ...newExchange(0, null), calls }, by: head })).toEqual([3]);
  });

  test("are the refused one and the one that ended it without an exchange", () => {
    expect(linesOf({ exchange: null, refused: event(4), by: event(6) })).toEqual([4, 6]);
    expect(linesOf({ exchange: null, refused: null, by: event(6) })).toEqual([6]);
  });

  test("do not end the response if they write: that is what is late", () => {
    const endsOf = (by: SocketEvent) => recordOf({ exchange: null, refused: null, by }).calls.map(({ ends }) => ends);
    expect([endsOf(event(6, "write")), endsOf(event(6, "end"))]).toEqual([[false], [true]]);
  });

  test("do not end the response before the one that did", () => {
    const calls = { ...newExchange(0, null).calls, lastAccepted: event(5) };
    const record = recordOf({ exchange: { ...newExchange(0, null), calls }, by: event(6, "end") });
    expect(record.calls.map(({ line, ends }) => [line, ends])).toEqual([
      [5, false],
      [6, true],
    ]);
  });
});

/** The record of the finding with another judgement. */
function recordOf(facts: object) {
  const said = { ...found.finding.rule, message: () => "" };
  const judgement = { ...found.finding.judgement, ...facts };
  return findingRecord(3, "a.strace", { ...found, finding: { ...found.finding, rule: said, judgement } });
}

test("the record of a connection has its facts, and not its exchanges", () => {
  expect(connectionRecord(2, connection, "day")).toEqual({
    kind: "connection",
    id: "c1",
    capture: 2,
    clock: "day",
    pid: 10,
    fd: 7,
    transport: "tcp",
    role: "server",
    protocol: "http/1",
    local: null,
    peer: "10.0.0.2:5000",
    opened: { line: 1, time: 36_000 },
    ended: { line: 5, time: 36_000.5, by: "shut-wr" },
  });
});

describe("the record of a capture", () => {
  test("has its facts and its summary", () => {
    const { capture, summary } = analysis;
    expect(captureRecord(2, capture, summary)).toEqual({
      kind: "capture",
      capture: 2,
      ...capture,
      blindSpots: [],
      summary,
      expectation: null,
    });
  });

  test("has what each blind spot means, and the expectation that was stated", () => {
    const blindSpots = [{ code: "encrypted", processes: [], lines: [] }] as const;
    const record = captureRecord(2, { ...analysis.capture, blindSpots }, analysis.summary, { count: 1 } as never);
    expect(record.blindSpots).toEqual([
      {
        code: "encrypted",
        message:
          "of TLS, only the records and how the stream ends are judged, not what they carry; nothing of it if the kernel makes the records (kTLS)",
        advice: "to judge the responses inside, trace the hop behind the TLS terminator",
      },
    ]);
    expect(record.expectation).toEqual({ count: 1 });
  });
});

test("every rule is in the record of a run that applies all", () => {
  expect(runRecord("1", applyLevels(rules), 1).rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
});
