import { GREATER, isDigit, LESS, SPACE, SQUARE_CLOSE, SQUARE_OPEN } from "../line-bytes.js";
import { type Prefix, PrefixForm } from "./prefix.js";

/** The kernel's PID_MAX_LIMIT: a larger bare number is a time. */
export const PID_MAX = 4_194_304;

/**
 * Reads the pid column: `[pid   123] ` on stderr, `123   ` in a file of `-o`, either with the command name of `-Y`
 * (`123<nginx>`). Leaves the prefix as it is when the line has no such column.
 */
export function scanPid(bytes: Uint8Array, end: number, prefix: Prefix): void {
  let i = prefix.offset;
  const isBracketed = bytes[i] === SQUARE_OPEN && bytes[i + 1] === 0x70 && bytes[i + 2] === 0x69; // "[pi"
  if (isBracketed) i += 4;
  while (isBracketed && bytes[i] === SPACE) i++;
  const digits = i;
  let pid = 0;
  while (i < end && isDigit(bytes[i])) pid = pid * 10 + (bytes[i++] as number) - 0x30;
  if (i === digits) return;
  const hasComm = bytes[i] === LESS;
  if (hasComm) i = scanComm(bytes, i, end, prefix);
  if (isBracketed) {
    if (bytes[i] !== SQUARE_CLOSE) return;
    i++;
  } else if (pid > PID_MAX) return;
  if (bytes[i] !== SPACE) return;
  if (isBracketed || hasComm) i++;
  else i = endOfPadding(bytes, digits, i);
  prefix.pid = pid;
  prefix.offset = i;
  prefix.forms |= (isBracketed ? PrefixForm.bracketedPid : PrefixForm.barePid) | (hasComm ? PrefixForm.comm : 0);
}

/** strace prints a bare pid with `%-5u `. Further spaces belong to the time column that follows, which `-r` pads. */
function endOfPadding(bytes: Uint8Array, digits: number, start: number): number {
  let i = start;
  while (bytes[i] === SPACE && i - digits < 5) i++;
  return bytes[i] === SPACE ? i + 1 : i;
}

/** `-Y` prints `123<comm> `. strace prints a `<` or `>` of the name as an octal escape, so the first `>` ends it. */
function scanComm(bytes: Uint8Array, start: number, end: number, prefix: Prefix): number {
  for (let i = start; i < end; i++) {
    if (bytes[i] !== GREATER) continue;
    prefix.commStart = start + 1;
    prefix.commEnd = i;
    return i + 1;
  }
  return start;
}
