import { stringsIn } from "../arguments/strings.js";
import { unquote } from "../arguments/unquote.js";
import type { Result } from "../line/result/result.js";

/** The count after a string, and the dots that show that strace cut it. */
const COUNT = /(?:\.\.\.)?(?:, (?:iov_len=)?(\d+))?/y;

/** Where lines were put together within a string: indices in the text of the call's arguments. */
export interface StringBreaks {
  /** All of them. Here a string may be of unknown length, and only a count can contradict it. */
  readonly breaks: readonly number[];
  /** Those where a blank was put back. There may have been more, so a count has to confirm the string. */
  readonly guesses: readonly number[];
}

/**
 * True if no string of a call lost a character where lines were put together, or got one too many: each is as long as
 * its count says, and those with a blank that was put back are known to be.
 *
 * @param limit the characters after which strace cuts a string (`-s`); 0 when they are not known
 */
export function areCounted(
  argumentsText: string,
  { value }: Result,
  { breaks, guesses }: StringBreaks,
  limit: number,
): boolean {
  for (const { start, end, quoted, isCut } of stringsIn(argumentsText)) {
    COUNT.lastIndex = end;
    const [after = "", count] = COUNT.exec(argumentsText) ?? [];
    const isHeld = (place: number): boolean => place > start && place < end + after.length;
    if (!breaks.some(isHeld)) continue;
    const isWhole = !isCut && count !== undefined;
    const isGuess = guesses.some(isHeld);
    if (!isWhole && !isGuess) continue;
    const { length } = unquote(quoted);
    // strace prints all of a write's buffer, and of a read's what came
    const isCounted = isWhole ? length === Number(count) || length === value : limit > 0 && length === limit;
    if (!isCounted) return false;
  }
  return true;
}

/** The characters of the longest string that strace cut; 0 without one. */
export function stringLimitIn(argumentsText: string): number {
  let most = 0;
  for (const { quoted, isCut } of stringsIn(argumentsText)) if (isCut) most = Math.max(most, unquote(quoted).length);
  return most;
}
