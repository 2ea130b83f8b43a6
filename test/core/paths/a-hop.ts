import type { Hop } from "../../../src/core/paths/hop.js";

/** A hop of process 1 with these facts: a response of 1,000 bytes of which 100 moved. */
export function hop(facts: Partial<Hop>): Hop {
  return {
    ...{
      connection: 1,
      index: 0,
      socket: 1,
      process: 1,
      thread: 1,
      isProcessAssumed: false,
      isStream: false,
      hasMetEnd: false,
      role: "server",
    },
    ...{ requestLine: 10, responseLine: 20, endLine: 30, requestTime: null, responseTime: null, endTime: null },
    ...{ declaredBytes: 1000, acceptedBytes: 100, status: 200, isSealed: false, target: 7, verdict: "truncated" },
    ...{ turn: null, asked: null, received: null, lastReceived: null, here: 0, there: 0 },
    ...facts,
  };
}
