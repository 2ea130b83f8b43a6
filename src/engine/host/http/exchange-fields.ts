/**
 * Where the fields of exchanges and of what they refer to stand (src/engine/assembly/http1/exchange.ts, kept-event.ts, request.ts): the
 * first ones are f64, and the index is in units of eight bytes; the others are i32, and the index is in units of four. Each object
 * begins with sixteen bytes that say who refers to it.
 */
export const EXCHANGE_FLOAT = {
  declaredBytes: 2,
  acceptedBytes: 3,
  misfitBytes: 4,
  outstandingBytes: 5,
  owedBytes: 6,
  inDoubtBytes: 7,
  responseTime: 8,
} as const;
export const EXCHANGE_INTEGER = {
  index: 18,
  verdict: 19,
  cause: 20,
  evidence: 21,
  unseenEnd: 22,
  mayEndInDoubt: 23,
  hasResponse: 24,
  responseLine: 25,
  status: 26,
  framing: 27,
  isAtMost: 28,
  receivedSocket: 29,
  receivedLine: 30,
  request: 31,
  blindSpots: 32,
  head: 33,
  lastAccepted: 34,
  firstRefused: 35,
  refused: 36,
  unreturned: 37,
  writable: 38,
} as const;

export const KEPT_FLOAT = { time: 2, endTime: 3, fd: 4, asked: 5, moved: 6 } as const;
export const KEPT_INTEGER = {
  kind: 14,
  pid: 15,
  line: 16,
  endLine: 17,
  call: 18,
  injected: 19,
  returned: 20,
  how: 21,
  origin: 22,
  by: 23,
  hasElided: 24,
  error: 25,
  hasOpenTail: 26,
} as const;

export const REQUEST_FLOAT = { time: 2 } as const;
export const REQUEST_INTEGER = { method: 6, target: 7, line: 8, askedSocket: 9, askedLine: 10, isCut: 11 } as const;
