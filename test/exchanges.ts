import type { Exchange, Request, Response } from "../src/core/protocols/exchange.js";

/** What is known of a response when its first byte appears. */
export function newResponse(line: number): Response {
  return {
    status: null,
    line,
    time: null,
    framing: "unknown",
    declaredBytes: null,
    acceptedBytes: null,
    isAtMost: false,
    misfitBytes: 0,
  };
}

/** An exchange of which nothing is decided. */
export function newExchange(index: number, request: Request | null): Exchange {
  return {
    index,
    request,
    response: null,
    verdict: "in-flight",
    cause: null,
    evidence: null,
    outstandingBytes: null,
    owedBytes: 0,
    inDoubtBytes: 0,
    mayEndInDoubt: false,
    unseenEnd: null,
    blindSpots: [],
    calls: { head: null, lastAccepted: null, firstRefused: null, refused: null, unreturned: null, writable: null },
  };
}
