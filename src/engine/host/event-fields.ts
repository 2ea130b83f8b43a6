/**
 * Where the fields of an event stand (src/engine/assembly/events/event-record.ts): the first five are f64, and the index is in units
 * of eight bytes; the others are i32, and the index is in units of four.
 */
export const EVENT_FLOAT = { time: 0, endTime: 1, fd: 2, asked: 3, moved: 4 } as const;

export const EVENT_INTEGER = {
  kind: 10,
  socket: 11,
  pid: 12,
  line: 13,
  endLine: 14,
  call: 15,
  errorStart: 16,
  errorEnd: 17,
  hasOffered: 18,
  injected: 19,
  returned: 20,
  how: 21,
  origin: 22,
  by: 23,
} as const;

/** The values of the enums, in the order of the engine. */
export const EVENT_KINDS = [
  ...(["open", "write", "read", "shutdown", "hangup", "writable", "read-hangup"] as const),
  ...(["ring", "unconfirmed", "damaged", "release", "end"] as const),
] as const;
export const DIRECTIONS = ["rd", "wr", "rdwr"] as const;
export const ENDED_BY = ["close", "exit", "exec", "dup", "reuse", "capture-end", "unseen"] as const;
export const ORIGINS = ["accept", "connect", "socket", "socketpair", "seen"] as const;
export const TRANSPORTS = ["tcp", "unix", "unknown"] as const;
