import { bytesOf } from "../../bytes.js";
import { endOfArguments } from "../arguments/balance.js";
import { clippedResult } from "../line/result/clipped-result.js";
import { parseResult } from "../line/result/parse-result.js";
import type { Result } from "../line/result/result.js";

const ONLY_FD = /^\d+(?:<[^<>"(){}]*(?:->[^<>"(){}]*)?>)?,? ?$/;
const PAREN_CLOSE = 0x29;

/** The end of a call in a text that was joined from two lines. */
export interface JoinedEnd {
  /** Index of the `)` that closes the arguments. */
  readonly close: number;
  readonly result: Result;
}

/** True for a first half such as `7<TCP:[...]>, `, which opens no bracket that the second half would have to close. */
export function isOnlyFd(argumentsText: string): boolean {
  return ONLY_FD.test(argumentsText);
}

/**
 * The end of a call whose second half is `rest`. strace stops between two arguments. So if the second half begins with
 * `)`, the first half holds all arguments, and its brackets need not be counted.
 */
export function endOfHalves(first: string, rest: string): JoinedEnd | null {
  const result = rest.charCodeAt(0) === PAREN_CLOSE ? parseResult(rest.slice(1)) : null;
  return result ? { close: first.length, result } : endOfJoined(first + rest);
}

/** Where the arguments close in `text` (not before `from`), and the result after them. Null if they do not close. */
export function endOfJoined(text: string, from = 0): JoinedEnd | null {
  const bytes = bytesOf(text);
  const close = endOfArguments(bytes, 0, bytes.length);
  const result = close < from ? null : parseResult(text.slice(close + 1));
  return result && { close, result };
}

/** The end of a call whose line was cut after its result proper. Null for a line that was cut before, or within a number. */
export function endOfClipped(text: string): JoinedEnd | null {
  const bytes = bytesOf(text);
  const close = endOfArguments(bytes, 0, bytes.length);
  const result = close < 0 ? null : clippedResult(text.slice(close + 1));
  return result && { close, result };
}
