import { isDigit, LESS, PAREN_OPEN, SPACE } from "../line-bytes.js";
import { parseResult } from "./parse-result.js";
import type { Result } from "./result.js";

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const UPPER_E = 0x45;
/** Digits that ` = 12` lacks, or the error that ` = -1` lacks. */
const DIGITS = /^\d+(?:$| ?<| \()/;
const ERROR = /^ ?E[A-Z]{2}\w* \(/;

/**
 * True if the line after the one that ends at `end` looks as if a wrapped line had left the rest of its result there: digits
 * alone, or an error. False if that line is not in `bytes` yet.
 */
export function mayBeRestOfResult(bytes: Uint8Array, end: number): boolean {
  let at = end + 1;
  while (bytes[at - 1] === RETURN) at++;
  if (bytes[at] === UPPER_E || (bytes[at] === SPACE && bytes[at + 1] === UPPER_E)) return true;
  if (!isDigit(bytes[at])) return false;
  while (isDigit(bytes[at])) at++;
  if (bytes[at] === LESS) return true; // a returned fd: 2<TCP:[...]>
  while (bytes[at] === SPACE) at++;
  const next = bytes[at];
  const isEnd = next === undefined || next === NEWLINE || next === RETURN;
  return isEnd || next === PAREN_OPEN || (next === LESS && isDigit(bytes[at + 1]));
}

/** The result with the rest that the next line holds. Null if that line does not go on with it. */
export function withRest({ value, error, decoration, remarks, duration }: Result, rest: string): Result | null {
  if (value === null || error !== null || decoration !== null || remarks.length > 0 || duration !== null) return null;
  if (value > 0 && DIGITS.test(rest)) return parseResult(` = ${value}${rest}`);
  return value === -1 && ERROR.test(rest) ? parseResult(` = -1 ${rest.trimStart()}`) : null;
}
