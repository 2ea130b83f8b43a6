/** Words: names of constants and members, and whatever else strace prints bare (core/strace/arguments/tokens.ts). */
import { byteAt, startsWith } from "../bytes";
import { Char, isWordChar } from "../char";

export const ELLIPSIS = "...";

/** True for a character within a word: `AT_FDCWD`, `1.5`, `??:`. */
export function isInWord(char: i32): bool {
  return isWordChar(char) || char === Char.Dot || char === Char.Colon || char === Char.Question || char === Char.Dollar;
}

/** Where the word at p ends; 0: none stands there. Parts may be joined by `-`, as in a date. */
export function endOfWord(p: usize): usize {
  if (!isInWord(byteAt(p)) || byteAt(p) === Char.Colon || isEllipsis(p)) return 0;
  while (isInWord(byteAt(p))) p++;
  while (byteAt(p) === Char.Minus && isInPart(byteAt(p + 1))) {
    p++;
    while (isInPart(byteAt(p))) p++;
  }
  return p;
}

function isInPart(char: i32): bool {
  return isWordChar(char) || char === Char.Dot || char === Char.Colon;
}

/** True for the dots that stand for what was left out. */
export function isEllipsis(p: usize): bool {
  return startsWith(p, p + ELLIPSIS.length, ELLIPSIS);
}
