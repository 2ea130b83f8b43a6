import { isOwnLine } from "../pasted/own-line.js";
import { scanPrefix } from "./scan.js";

/** So many lines are looked at: in front of strace's first one, a program may have printed some. */
const LOOKED_AT = 100;
const NEWLINE = 0x0a;

/** Seconds of the first of strace's lines from `start` on; null if that has no time, or is not among the first lines. */
export function firstTime(bytes: Uint8Array, start: number): number | null {
  let from = start;
  for (let line = 0; line < LOOKED_AT && from < bytes.length; line++) {
    const newline = bytes.indexOf(NEWLINE, from);
    const end = newline < 0 ? bytes.length : newline;
    if (isOwnLine(bytes, from, end)) {
      const { clock, time } = scanPrefix(bytes, from, end);
      return clock === null ? null : time;
    }
    from = end + 1;
  }
  return null;
}
