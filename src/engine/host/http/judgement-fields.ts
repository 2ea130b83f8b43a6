/**
 * Where the fields of a judgement, and of what is known when a stream ends, stand (src/engine/assembly/http1/judgement.ts,
 * ending/stream-ending.ts): the first ones are f64, and the index is in units of eight bytes; the others are i32, and the index is in
 * units of four.
 */
export const JUDGEMENT_FLOAT = { owedBytes: 0, unreadBytes: 1 } as const;
export const JUDGEMENT_INTEGER = {
  about: 4,
  role: 5,
  exchange: 6,
  request: 7,
  cause: 8,
  by: 9,
  refused: 10,
  peerEnd: 11,
  peerMayHaveLeft: 12,
  resetBy: 13,
  isResetCertain: 14,
  lastReadLine: 15,
  lastReadStart: 16,
  lastReadEnd: 17,
} as const;

export const ENDING_FLOAT = { owed: 0, outstandingBytes: 1 } as const;
export const ENDING_INTEGER = {
  exchange: 4,
  isAbandoned: 5,
  cause: 6,
  hasFailed: 7,
  peerGone: 8,
  peerMayHaveLeft: 9,
  hidesAll: 10,
  hidesRest: 11,
  hidesRefusal: 12,
  doubt: 13,
  hasWaited: 14,
  hasOpenEnd: 15,
  mayBeAnswer: 16,
  isMeant: 17,
  verdict: 18,
  causeOfVerdict: 19,
  evidence: 20,
  firstSpot: 21,
  secondSpot: 22,
} as const;
