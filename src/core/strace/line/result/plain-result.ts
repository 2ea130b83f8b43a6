import { latin1 } from "../../../bytes.js";
import { endOfDecorationAt } from "../../arguments/decoration.js";
import { DOT, EQUALS, GREATER, isDigit, LESS, SPACE } from "../line-bytes.js";
import { ErrnoTable } from "./errno-table.js";
import type { Result } from "./result.js";

const MINUS = 0x2d;
const PAREN_OPEN = 0x28;
const PAREN_CLOSE = 0x29;
/** A number holds this many decimal digits exactly. */
const DIGITS = 15;

const NO_REMARKS: readonly string[] = [];
const errors = new ErrnoTable();

/**
 * `parseResult` for the shapes that nearly all lines end with, read as bytes: ` = 219264`, ` = 7<TCP:[...]> <0.000012>`,
 * ` = -1 EAGAIN (Resource temporarily unavailable)`. Null for all others. Both give the same
 * (test/core/strace/plain-result.test.ts).
 */
export function plainResult(bytes: Uint8Array, start: number, end: number): Result | null {
  let at = start;
  while (at < end && bytes[at] === SPACE) at++;
  if (end - at < 3 || bytes[at] !== EQUALS || bytes[at + 1] !== SPACE) return null;
  at += 2;
  const isNegative = bytes[at] === MINUS;
  if (isNegative) at++;
  const first = at;
  let value = 0;
  for (; at < end && isDigit(bytes[at]); at++) value = value * 10 + (bytes[at] as number) - 0x30;
  const digits = at - first;
  if (digits === 0 || digits > DIGITS || (digits > 1 && bytes[first] === 0x30)) return null; // octal or hexadecimal
  if (isNegative) value = -value;
  if (at === end) return resultOf(value, null, null, null);

  let decoration: string | null = null;
  if (bytes[at] === LESS) {
    const decorationEnd = endOfDecorationAt(bytes, at, end);
    if (decorationEnd < 0) return null;
    decoration = latin1(bytes, at + 1, decorationEnd - 1);
    at = decorationEnd;
  }
  let error: string | null = null;
  if (at + 1 < end && bytes[at] === SPACE && bytes[at + 1] === 0x45) {
    const name = at + 1;
    at = endOfWord(bytes, name, end);
    if (at - name < 2) return null;
    error = errors.at(bytes, name, at);
    at = endOfExplanation(bytes, at, end);
    if (at < 0) return null;
  }
  if (at === end) return resultOf(value, error, decoration, null);
  const duration = durationAt(bytes, at, end);
  return duration < 0 ? null : resultOf(value, error, decoration, duration);
}

function resultOf(value: number, error: string | null, decoration: string | null, duration: number | null): Result {
  return { value, digits: null, error, decoration, remarks: NO_REMARKS, duration };
}

/** The end of an errno's name. */
export function endOfWord(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    const isIn = (byte >= 0x41 && byte <= 0x5a) || isDigit(byte) || byte === 0x5f;
    if (!isIn) break;
  }
  return at;
}

/** The end of ` (No such file or directory)`; -1 for other text, or for an explanation with brackets in it. */
export function endOfExplanation(bytes: Uint8Array, start: number, end: number): number {
  if (start + 1 >= end || bytes[start] !== SPACE || bytes[start + 1] !== PAREN_OPEN) return -1;
  for (let at = start + 2; at < end; at++) {
    if (bytes[at] === PAREN_CLOSE) return at + 1;
    if (bytes[at] === PAREN_OPEN) return -1;
  }
  return -1;
}

/** The seconds of ` <0.000012>`, which ends the line; -1 for other text. */
export function durationAt(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 4 || bytes[start] !== SPACE || bytes[start + 1] !== LESS || bytes[end - 1] !== GREATER) return -1;
  let digits = 0;
  let scale = 1;
  let hasPoint = false;
  let at = start + 2;
  for (; at < end - 1; at++) {
    const byte = bytes[at] as number;
    if (byte === DOT && !hasPoint && at > start + 2) hasPoint = true;
    else if (isDigit(byte)) {
      digits = digits * 10 + byte - 0x30;
      if (hasPoint) scale *= 10;
    } else return -1;
  }
  return hasPoint && scale > 1 && digits < Number.MAX_SAFE_INTEGER ? digits / scale : -1;
}
