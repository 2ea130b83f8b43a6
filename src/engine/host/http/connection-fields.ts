/**
 * Where the fields stand of what the engine says of connections (src/engine/assembly/connections/connection.ts, followed.ts): the
 * first ones are f64, and the index is in units of eight bytes; the others are i32, and the index is in units of four.
 */
export const CONNECTION_FLOAT = { openedTime: 0, endedTime: 1, fd: 2 } as const;
export const CONNECTION_INTEGER = {
  id: 6,
  pid: 7,
  transport: 8,
  role: 9,
  protocol: 10,
  openedLine: 11,
  endedLine: 12,
  endedBy: 13,
  version: 14,
  localStart: 15,
  localEnd: 16,
  peerStart: 17,
  peerEnd: 18,
} as const;

export const FOLLOWED_FLOAT = { declared: 0, accepted: 1, owed: 2 } as const;
export const FOLLOWED_INTEGER = {
  connection: 6,
  exchange: 7,
  wasOpenBefore: 8,
  hasCarried: 9,
  hasShown: 10,
  plain: 11,
  factsStart: 12,
  factsEnd: 13,
  event: 14,
  conversation: 15,
} as const;
