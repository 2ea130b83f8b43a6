import { unquote } from "../arguments/unquote.js";
import type { Result } from "../line/result/result.js";

const BUFFER = /"((?:[^"\\]|\\.)*)"(\.\.\.)?(?:, (?:iov_len=)?(\d+))?/g;

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
  for (const { 0: all, 1: quoted = "", 2: cut, 3: count, index } of argumentsText.matchAll(BUFFER)) {
    const isHeld = (place: number): boolean => place > index && place < index + all.length;
    if (!breaks.some(isHeld)) continue;
    const isWhole = cut === undefined && count !== undefined;
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
  const cut = [...argumentsText.matchAll(BUFFER)].filter(([, , dots]) => dots !== undefined);
  return cut.reduce((most, [, quoted = ""]) => Math.max(most, unquote(quoted).length), 0);
}
