/**
 * Where the fields of a record stand (src/engine/assembly/record.ts): the first three are f64, and the index is in units of eight
 * bytes; the others are i32, and the index is in units of four.
 */
export const FLOAT = { time: 0, value: 1, duration: 2 } as const;

export const INTEGER = {
  line: 6,
  start: 7,
  end: 8,
  nameStart: 9,
  nameEnd: 10,
  argumentsStart: 11,
  argumentsEnd: 12,
  valueStart: 13,
  valueEnd: 14,
  decorationStart: 15,
  decorationEnd: 16,
  errorStart: 17,
  errorEnd: 18,
  remarkStart: 19,
  remarkEnd: 20,
  pid: 21,
  call: 22,
  forms: 23,
  kind: 24,
  reason: 25,
  clock: 26,
  resultKind: 27,
  skip: 28,
  fd: 29,
} as const;

/** The values of the enums, in the order of the engine. */
export const KINDS = ["ask", "whole", "first-half", "second-half", "exit", "killed", "signal"] as const;
/** `end` is the host's own: the last line has no newline, so the capture may have ended within it. */
export const ASK_REASONS = [
  ...(["none", "characters", "prefix", "start", "arguments", "ending", "event", "output", "length"] as const),
  "end",
] as const;
export const UNNEEDED = ["never", "always", "unless-socket", "if-no-socket", "unless-waiting"] as const;
export const CLOCKS = [null, "day", "epoch", "relative"] as const;
/** The kind of a record that asks, those of calls, and that of a result that is a number. */
export const ASK = 0;
export const FIRST_CALL = 1;
export const LAST_CALL = 3;
export const NUMBER = 1;

export type ScannedKind = (typeof KINDS)[number];
export type AskReason = (typeof ASK_REASONS)[number];
