/**
 * Where the fields of the current call stand (src/engine/assembly/call/current-call.ts): the first three are f64, and the index is in
 * units of eight bytes; the others have four bytes, and the index is in units of four.
 */
export const CALL_FLOAT = { value: 0, beginTime: 1, endTime: 2 } as const;

export const CALL_INTEGER = {
  call: 6,
  pid: 7,
  beginPid: 8,
  beginLine: 9,
  endLine: 10,
  part: 11,
  hasValue: 12,
  argumentsStart: 13,
  argumentsEnd: 14,
  errorStart: 15,
  errorEnd: 16,
  decorationStart: 17,
  decorationEnd: 18,
  remarks: 19,
  remarkCount: 20,
  dumps: 21,
  dumpCount: 22,
} as const;

/** The values of the enum, in the order of the engine. */
export const PARTS = ["whole", "unfinished", "resumed", "lost"] as const;

/** In place of the index of a call that the table does not have, and of a pid that strace did not print. */
export const NO_CALL = -1;
export const NO_PID = -1;
