import type { PathExchange, PathRecord } from "../../../src/core/records/record.js";

/** An exchange that lost bytes, as a record has it. */
export const anExchange = (facts: Partial<PathExchange>): PathExchange => ({
  ...{ capture: 0, connection: "c1", exchange: 0, process: 10, role: "server", address: "127.0.0.1:80" },
  ...{ protocol: "http/1", target: "/a", status: 200, declaredBytes: 1000, acceptedBytes: 100, outstandingBytes: 900 },
  ...{
    verdict: "truncated",
    cause: "close",
    part: "origin",
    responseLine: 4,
    requestTime: 99,
    line: 9,
    time: 100,
    ends: [80, 5000],
  },
  ...facts,
});

/** The path of one capture. */
export const aPath = (exchanges: readonly PathExchange[], facts: Partial<PathRecord> = {}): PathRecord => ({
  ...{ kind: "path", capture: exchanges[0]?.capture ?? 0, exchanges, origin: exchanges.length - 1 },
  ...{ undecided: null, isProven: true, asked: null },
  ...facts,
});
