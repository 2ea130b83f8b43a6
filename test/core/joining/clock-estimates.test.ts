import { describe, expect, test } from "vitest";
import { ClockEstimates } from "../../../src/core/joining/clock-estimates.js";
import type { ClockRecord } from "../../../src/core/records/record.js";
import { anExchange } from "./a-path.js";

/** Seconds, on the clocks of a client and of a server. */
interface Times {
  readonly sent?: number;
  readonly read: number;
  readonly made: number;
  readonly noticed: number;
  readonly port?: number;
}

function estimates(exchanges: readonly Times[], areOfOneKind = true): ClockRecord[] {
  const clocks = new ClockEstimates();
  for (const [at, { sent = 100, read, made, noticed, port = 6000 + at }] of exchanges.entries()) {
    const server = { capture: 1, requestTime: read, time: made, ends: [80, port] as const };
    const client = { role: "client", requestTime: sent, time: noticed, ends: [port, 80] as const } as const;
    clocks.add([anExchange(client), anExchange(server)]);
  }
  return clocks.records(() => areOfOneKind);
}
const times = (count: number, facts: Times): Times[] => Array.from({ length: count }, () => facts);

describe("the clocks of two captures", () => {
  test("differ by what lies between the two directions, of most exchanges", () => {
    const ahead = { read: 97.71, made: 98, noticed: 100.31 };
    expect(estimates([...times(4, ahead), { ...ahead, read: 40 }])).toEqual([
      { kind: "clock", ahead: 0, behind: 1, seconds: 2.3, uncertainty: 0.01, exchanges: 5 },
    ]);
    expect(estimates(times(3, { read: 102.31, made: 103, noticed: 100.71 }))).toEqual([
      { kind: "clock", ahead: 1, behind: 0, seconds: 2.3, uncertainty: 0.01, exchanges: 3 },
    ]);
  });

  test.each([
    ["of one host, where only the way takes time", times(9, { read: 100.001, made: 101, noticed: 101.001 })],
    ["of a client that notices the end late", times(9, { read: 100.001, made: 101, noticed: 103.3 })],
    ["of a server that had waited for the request", times(9, { read: 97.7, made: 101, noticed: 101.001 })],
    ["by a few milliseconds", times(9, { read: 99.996, made: 101, noticed: 101.0042 })],
    ["by too few exchanges", times(2, { read: 97.71, made: 98, noticed: 100.31 })],
    ["by times that leave nearly all open", times(9, { read: 99.9, made: 98, noticed: 100 })],
    ["by exchanges without addresses", times(9, { read: 97.71, made: 98, noticed: 100.31, port: 0 })],
  ])("are not said to differ %s", (_what, exchanges) => {
    expect(estimates(exchanges)).toEqual([]);
  });

  test("are not compared if one prints the time of day and the other one seconds since 1970", () => {
    expect(estimates(times(9, { read: 97.71, made: 98, noticed: 100.31 }), false)).toEqual([]);
  });
});
