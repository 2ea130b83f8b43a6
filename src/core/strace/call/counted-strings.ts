import { unquote } from "../arguments/unquote.js";
import type { Result } from "../line/result/result.js";

const BUFFER = /"((?:[^"\\]|\\.)*)"(\.\.\.)?(?:, (?:iov_len=)?(\d+))?/g;

/** True if every string of a call is as long as its count says, so that no byte of it can have been lost. */
export function isCounted(argumentsText: string, { value }: Result): boolean {
  for (const [, quoted = "", cut, count] of argumentsText.matchAll(BUFFER)) {
    if (cut !== undefined || count === undefined) return false;
    if (unquote(quoted).length < Math.min(Number(count), value ?? Number(count))) return false;
  }
  return true;
}
