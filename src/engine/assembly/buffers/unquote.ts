/** The bytes that strace quoted: C escapes, `\xNN`, and octal with one to three digits (core/strace/arguments/unquote.ts). */

import { hexDigit, hexDigits } from "../arguments/integer";
import { copyBytes } from "../blocks";
import { byteAt, find, putByte } from "../bytes";
import { Char } from "../char";

/** Writes the bytes that p..end stands for; returns where they end. They are no more than end - p. */
export function unquote(to: usize, p: usize, end: usize): usize {
  for (let slash = escapeIn(p, end); slash !== 0; slash = escapeIn(p, end)) {
    to = copyBytes(to, p, slash);
    p = endOfEscape(slash, end);
    putByte(to++, escapedByte(slash, p));
  }
  return copyBytes(to, p, end);
}

/** How many bytes p..end stands for, without writing them. */
export function unquotedLength(p: usize, end: usize): i32 {
  let length = <i32>(end - p);
  for (let slash = escapeIn(p, end); slash !== 0; slash = escapeIn(p, end)) {
    p = endOfEscape(slash, end);
    length -= <i32>(p - slash) - 1;
  }
  return length;
}

/** The next backslash; 0: there is none. Often one escape follows the other, as in `\r\n`. */
function escapeIn(p: usize, end: usize): usize {
  return p < end && byteAt(p) === Char.Backslash ? p : find(p, end, Char.Backslash);
}

/** Where the escape ends whose backslash is at p. A lone backslash at the end is not strace's, and is one of itself. */
export function endOfEscape(p: usize, end: usize): usize {
  const first = p + 1;
  if (first === end) return first;
  if (byteAt(first) === Char.x) return hexDigits(first + 1, end) >= 2 ? first + 3 : first + 1;
  let at = first;
  while (at < end && at - first < 3 && isOctal(byteAt(at))) at++;
  return at === first ? first + 1 : at;
}

/** The byte that the escape p..end stands for. Any character that is not special stands for itself. */
export function escapedByte(p: usize, end: usize): i32 {
  const first = byteAt(p + 1);
  if (end - p === 1) return Char.Backslash;
  if (isOctal(first)) return octalByte(p + 1, end);
  switch (first) {
    case Char.x:
      return end - p === 4 ? (hexDigit(byteAt(p + 2)) << 4) | hexDigit(byteAt(p + 3)) : first;
    case Char.n:
      return Char.Newline;
    case Char.r:
      return Char.Return;
    case Char.t:
      return Char.Tab;
    case Char.v:
      return Char.VerticalTab;
    case Char.f:
      return Char.FormFeed;
    default:
      return first;
  }
}

/** The lower eight bits of an octal number. */
function octalByte(p: usize, end: usize): i32 {
  let value = 0;
  for (; p < end; p++) value = (value << 3) | (byteAt(p) - Char.Zero);
  return value & 0xff;
}

function isOctal(char: i32): bool {
  return char >= Char.Zero && char <= Char.Seven;
}
