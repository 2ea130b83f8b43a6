import { latin1 } from "../../bytes.js";
import { isSyscallName } from "../../syscalls/names.js";
import { isDigit, SPACE } from "../line/line-bytes.js";
import { emptyPrefix } from "../line/prefix/prefix.js";
import { scanPrefix } from "../line/prefix/scan.js";
import { endsLikeWhole, hasTwoClocks } from "./look.js";

/** More characters than a time, a host, a path and the name of a program take. */
const WIDEST = 320;
const CALL = /<\.\.\. ([a-z_0-9?]+) resumed>|(?<![a-z_0-9])([a-z_0-9]+)\(|\+\+\+ (?:exited|killed) |--- SIG/g;

/** Characters of `%6ld`. */
const SECONDS = 6;

const prefix = emptyPrefix();

/**
 * What stands in front of a line of strace's, columns of strace's own not counted: any text. Null if there is no line of
 * strace's, or nothing in front of it.
 */
export function leadOf(bytes: Uint8Array, start: number, end: number): string | null {
  if (!endsLikeWhole(bytes, start, end)) return null;
  const head = latin1(bytes, start, Math.min(end, start + WIDEST));
  const call = callIn(head);
  const width = call < 0 ? 0 : widthBefore(bytes, start, start + call, end);
  const lead = head.slice(0, width);
  return lead === "" || lead.includes('"') ? null : lead;
}

/** Where the first call or event of strace's stands in a text; -1 without one. */
function callIn(head: string): number {
  for (const { index, 1: resumed, 2: called } of head.matchAll(CALL)) {
    const name = resumed ?? called;
    if (name === undefined || isSyscallName(name)) return index;
  }
  return -1;
}

/** The width of what is not strace's before the call at `call`: as little as strace's own columns leave. */
function widthBefore(bytes: Uint8Array, start: number, call: number, end: number): number {
  for (let at = start; at <= call; at++) {
    const mayBegin = at === call || (bytes[at] !== SPACE && (at === start || isBoundary(bytes, at - 1, start)));
    if (!mayBegin || scanPrefix(bytes, at, end, prefix).offset !== call || hasTwoClocks(bytes, at, call)) continue;
    return paddingBefore(bytes, start, at) - start;
  }
  return 0;
}

/** Where the line begins whose first number or name is at `at`: `-r` pads its seconds with blanks to six characters. */
function paddingBefore(bytes: Uint8Array, start: number, at: number): number {
  let digits = 0;
  while (isDigit(bytes[at + digits])) digits++;
  let first = at;
  while (first > start && bytes[first - 1] === SPACE) first--;
  const isTime = prefix.pid === null && prefix.clock === "relative";
  if (digits > 0 && isTime) return Math.max(first, at + digits - SECONDS);
  return at - first > 1 ? first + 1 : at;
}

const BOUNDARIES = new Set(" \t:|])>".split("").map((char) => char.charCodeAt(0)));

const IN_TIME = /\d\d:\d\d:$/;

/** True if what is not strace's may end with the character at `at`: a name is never cut within. */
function isBoundary(bytes: Uint8Array, at: number, start: number): boolean {
  const byte = bytes[at] as number;
  if (at > start) return BOUNDARIES.has(byte) && !IN_TIME.test(latin1(bytes, Math.max(start, at - 5), at + 1));
  const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  return !isLetter && !isDigit(byte);
}
