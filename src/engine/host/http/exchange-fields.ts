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
} as const;
export const EXCHANGE_INTEGER = {
  index: 16,
  verdict: 17,
  cause: 18,
  evidence: 19,
  unseenEnd: 20,
  mayEndInDoubt: 21,
  hasResponse: 22,
  responseLine: 23,
  status: 24,
  framing: 25,
  isAtMost: 26,
  request: 27,
  blindSpots: 28,
  head: 29,
  lastAccepted: 30,
  firstRefused: 31,
  refused: 32,
  unreturned: 33,
  writable: 34,
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

export const REQUEST_INTEGER = { method: 4, target: 5, line: 6, isCut: 7 } as const;
