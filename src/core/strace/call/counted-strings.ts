import { unquote } from "../arguments/unquote.js";
import type { Result } from "../line/result/result.js";

const BUFFER = /"((?:[^"\\]|\\.)*)"(\.\.\.)?(?:, (?:iov_len=)?(\d+))?/g;

/**
 * True if the strings of a call that stand at one of `places` are as long as their counts say, so that no character of
 * them can have been lost.
 *
 * @param places indices in the text
 * @param limit the characters after which strace cuts a string (`-s`); 0 when they are not known
 */
export function areCounted(
  argumentsText: string,
  { value }: Result,
  places: readonly number[],
  limit: number,
): boolean {
  for (const { 0: all, 1: quoted = "", 2: cut, 3: count, index } of argumentsText.matchAll(BUFFER)) {
    const holdsPlace = places.some((place) => place > index && place < index + all.length);
    if (!holdsPlace) continue;
    const { length } = unquote(quoted);
    const most = cut === undefined && count !== undefined ? Math.min(Number(count), value ?? Number(count)) : limit;
    if (most === 0 || length < most) return false;
  }
  return true;
}

/** The characters of the longest string that strace cut; 0 without one. */
export function stringLimitIn(argumentsText: string): number {
  const cut = [...argumentsText.matchAll(BUFFER)].filter(([, , dots]) => dots !== undefined);
  return cut.reduce((most, [, quoted = ""]) => Math.max(most, unquote(quoted).length), 0);
}
