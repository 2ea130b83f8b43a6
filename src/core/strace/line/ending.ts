import { bytesOf } from "../../bytes.js";
import { endOfArguments } from "../arguments/balance.js";
import { parseResult, type Result } from "./result.js";

const ONLY_FD = /^\d+(?:<[^<>"(){}]*(?:->[^<>"(){}]*)?>)?,? ?$/;

/** The end of a call, as far as it was found: the index of its `)` and what stands behind it. */
export interface ArgumentsEnd {
  readonly close: number;
  readonly result: Result;
}

/** True for `7<TCP:[...]>, `: it opens nothing that the second half of its call would have to close. */
export function isOnlyFd(argumentsText: string): boolean {
  return ONLY_FD.test(argumentsText);
}

/** strace stops between arguments: where the second half begins with the bracket, the first half is all of them. */
export function endingBehind(before: string, rest: string): ArgumentsEnd | null {
  const result = rest.charCodeAt(0) === 0x29 ? parseResult(rest.slice(1)) : null;
  return result && { close: before.length, result };
}

/** Where the arguments end in `text` (not before `from`), and the result behind them; null where they do not. */
export function endingOf(text: string, from = 0): ArgumentsEnd | null {
  const bytes = bytesOf(text);
  const close = endOfArguments(bytes, 0, bytes.length);
  const result = close < from ? null : parseResult(text.slice(close + 1));
  return result && { close, result };
}
