/** The classes of characters that the regular expressions of core/protocols/http1 name: of one byte each, as in latin1. */
import { byteAt, literalByte } from "../bytes";
import { Char, isCapital, isDigit, isSmall } from "../char";
import { create } from "../heap/allocate";
import { GrowingText } from "../heap/growing-text";
import { Text, textOf } from "../heap/text";

/** The blank that is no break, which `\s` and `trim` know in latin1. */
const NO_BREAK_SPACE: i32 = 0xa0;

/** `\s` */
export function isWhite(char: i32): bool {
  return char === Char.Space || (char >= Char.Tab && char <= Char.Return) || char === NO_BREAK_SPACE;
}

/** A character of a token (RFC 9110 section 5.6.2): of a method, or of a field's name. */
export function isTokenChar(char: i32): bool {
  if (isDigit(char) || isSmall(char | 0x20)) return true;
  switch (char) {
    case Char.Exclamation:
    case Char.Hash:
    case Char.Dollar:
    case Char.Percent:
    case Char.Ampersand:
    case Char.Apostrophe:
    case Char.Star:
    case Char.Plus:
    case Char.Dot:
    case Char.Caret:
    case Char.Underscore:
    case Char.Backtick:
    case Char.Bar:
    case Char.Tilde:
    case Char.Minus:
      return true;
    default:
      return false;
  }
}

/** A capital letter or `-`. */
export function isMethodChar(char: i32): bool {
  return isCapital(char) || char === Char.Minus;
}

/** Where the characters other than `\s` at p end. */
export function endOfSolid(p: usize, end: usize): usize {
  while (p < end && !isWhite(byteAt(p))) p++;
  return p;
}

/** Where the `\s` at p end. */
export function endOfWhite(p: usize, end: usize): usize {
  while (p < end && isWhite(byteAt(p))) p++;
  return p;
}

/** Where p..end ends without the `\s` at its end. */
export function beforeWhite(p: usize, end: usize): usize {
  while (p < end && isWhite(byteAt(end - 1))) end--;
  return end;
}

/** Where the token at p ends. */
export function endOfToken(p: usize, end: usize): usize {
  while (p < end && isTokenChar(byteAt(p))) p++;
  return p;
}

/** Where the blanks and tabs at p end. */
export function endOfSpaces(p: usize, end: usize): usize {
  while (p < end && (byteAt(p) === Char.Space || byteAt(p) === Char.Tab)) p++;
  return p;
}

/** True for CR or LF. */
export function isLineEnd(char: i32): bool {
  return char === Char.Return || char === Char.Newline;
}

/** True if the literal, of small letters, stands at p, in capitals or small letters. */
export function isWordAt(p: usize, end: usize, literal: string): bool {
  if (p + literal.length > end) return false;
  for (let i = 0; i < literal.length; i++) {
    const char = byteAt(p + i);
    if ((isCapital(char) ? char | 0x20 : char) !== literalByte(literal, i)) return false;
  }
  return true;
}

/** True if p..end is the literal, of small letters, in capitals or small letters. */
export function isAlone(p: usize, end: usize, literal: string): bool {
  return end - p === <usize>literal.length && isWordAt(p, end, literal);
}

const dotted: GrowingText = create<GrowingText>();

/** What stands after a text of which the capture hides the rest. */
export const DOTS = "...";

/** A copy of p..end with three dots after it, which nothing keeps yet. */
export function withDots(p: usize, end: usize): Text {
  dotted.add(p, end);
  for (let i = 0; i < DOTS.length; i++) dotted.addByte(Char.Dot);
  const text = textOf(dotted.start, dotted.end);
  dotted.clear();
  return text;
}
