import { endOfArguments } from "../../arguments/balance.js";
import { endOfDecorationAt } from "../../arguments/decoration.js";
import { EQUALS, isDigit, LESS, PAREN_OPEN, SPACE } from "../line-bytes.js";
import { durationAt, endOfExplanation, endOfWord } from "./plain-result.js";

const MINUS = 0x2d;
const QUESTION = 0x3f;
const LOWER_X = 0x78;
const UPPER_E = 0x45;

/**
 * True if `bytes[start..end)`, the text after a call's `)`, is surely a result and nothing more: ` = 0x7f52462d9000`,
 * ` = 1 ([{fd=5, revents=POLLIN}]) <0.000012>`. It makes nothing, so it serves for calls that are only counted. Whatever
 * it accepts, `parseResult` reads (test/core/strace/plain-result.test.ts).
 */
export function isSureResult(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && bytes[at] === SPACE) at++;
  if (end - at < 3 || bytes[at] !== EQUALS || bytes[at + 1] !== SPACE) return false;
  at = endOfValue(bytes, at + 2, end);
  if (at > 0 && bytes[at] === LESS && at < end) at = endOfDecorationAt(bytes, at, end);
  if (at < 0) return false;
  if (at + 1 < end && bytes[at] === SPACE && bytes[at + 1] === UPPER_E) {
    const name = at + 1;
    at = endOfWord(bytes, name, end);
    at = at - name < 2 ? -1 : endOfExplanation(bytes, at, end);
    if (at < 0) return false;
  }
  while (at + 1 < end && bytes[at] === SPACE && bytes[at + 1] === PAREN_OPEN) {
    const close = endOfArguments(bytes, at + 2, end);
    if (close < 0) return false;
    at = close + 1;
  }
  return at === end || durationAt(bytes, at, end) >= 0;
}

/** The end of `219264`, `-1`, `0x7f00` or `?`; -1 for other text, or if more follows than a decoration or a blank. */
function endOfValue(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  if (bytes[at] === QUESTION) at++;
  else {
    if (bytes[at] === MINUS) at++;
    const isHex = bytes[at] === 0x30 && bytes[at + 1] === LOWER_X;
    if (isHex) at += 2;
    const first = at;
    while (at < end && (isDigit(bytes[at]) || (isHex && isHexLetter(bytes[at])))) at++;
    if (at === first) return -1;
  }
  return at === end || bytes[at] === SPACE || bytes[at] === LESS ? at : -1;
}

function isHexLetter(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x61 && byte <= 0x66;
}
