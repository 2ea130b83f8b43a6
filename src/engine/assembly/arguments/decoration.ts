/** The `<...>` that `-y` and `-yy` print after an fd (core/strace/arguments/decoration.ts). */
import { byteAt, find, findAngle } from "../bytes";
import { Char, isCapital, isSmall } from "../char";
import { endOfQuoted } from "./quoted";

/**
 * Where the decoration ends that opens at p; 0: nowhere.
 *
 * strace escapes `<` and `>` in paths, so only `<char 1:3>` and the like nest. The decoration of a socket ends with `]>`
 * and holds `->`. It quotes Unix paths and does not escape `>` in them (socketutils.c).
 */
export function endOfDecoration(p: usize, end: usize): usize {
  const first = byteAt(p + 1);
  if (first === Char.Slash || isSmall(first)) return endOfNested(p, end);
  if (first === Char.T && byteAt(p + 2) === Char.C) return endOfInternet(p + 3, end);
  return isSocket(p + 1, end) ? endOfSocket(p, end) : endOfNested(p, end);
}

/** An Internet socket's decoration holds no quote. */
function endOfInternet(p: usize, end: usize): usize {
  for (let close = find(p, end, Char.CloseBracket); close !== 0; close = find(close + 1, end, Char.CloseBracket)) {
    if (byteAt(close + 1) === Char.Greater) return close + 1 < end ? close + 2 : 0;
  }
  return 0;
}

function endOfSocket(p: usize, end: usize): usize {
  while (p < end) {
    const char = byteAt(p);
    if (char === Char.Quote) {
      p = endOfQuoted(p, end);
      if (p === 0) return 0;
    } else if (char === Char.Greater && byteAt(p - 1) === Char.CloseBracket) return p + 1;
    else p++;
  }
  return 0;
}

function endOfNested(p: usize, end: usize): usize {
  let depth = 1;
  for (p = findAngle(p + 1, end); p !== 0; p = findAngle(p + 1, end)) {
    if (byteAt(p) === Char.Less) depth++;
    else if (--depth === 0) return p + 1;
  }
  return 0;
}

/** How far the bracket of a socket's decoration may stand from its begin. */
const LONGEST_FAMILY: usize = 24;

/** True for `TCP:[`, `UNIX-STREAM:[` and `(null):[`. Those of `anon_inode:[` and `pipe:[` are lower case. */
function isSocket(p: usize, end: usize): bool {
  if (!isCapital(byteAt(p)) && byteAt(p) !== Char.OpenParen) return false;
  const far = p + LONGEST_FAMILY;
  const bracket = find(p, far < end ? far : end, Char.OpenBracket);
  return bracket !== 0 && byteAt(bracket - 1) === Char.Colon;
}
