/**
 * Where the fields stand of what the engine says of a conversation (src/engine/assembly/conversations/moved-record.ts): the first ones
 * are f64, and the index is in units of eight bytes; the others are i32, and the index is in units of four.
 */
export const MOVED_FLOAT = { skipped: 0, before: 1 } as const;
export const MOVED_INTEGER = {
  beforeStart: 4,
  beforeEnd: 5,
  isBeforeWritten: 6,
  conversation: 7,
  role: 8,
  isOlder: 9,
  upgraded: 10,
  changedTo: 11,
  isAbandoned: 12,
  askedSocket: 13,
  askedLine: 14,
  receivedSocket: 15,
  receivedLine: 16,
} as const;
