/**
 * Whether arguments have plain shapes: those that the other files here can read. It is a part of strace's language (the grammar
 * of core/strace/arguments/grammar.ts) in which nearly all arguments are:
 *
 *     elements   = [ element *( "," *SP element ) ]
 *     element    = [ name "=" ] ( "..." / value )          ; no name in arrays and in calls
 *     value      = expression [ [ SP ] ( "=>" / "->" ) *SP expression ]
 *     expression = string / [ "~" ] array / struct / flags
 *     flags      = [ "&" ] term *( ( "|" / 1*SP ) term )
 *     term       = integer / word, each with a decoration or without / call / "@" string
 *
 * A comment may follow each term, string, array and struct.
 */
import { byteAt, startsWith } from "../bytes";
import { Char, isDigit, isWordChar } from "../char";
import { endOfComment } from "./comment";
import { endOfDecoration } from "./decoration";
import { endOfInteger, readInteger } from "./integer";
import { endOfQuoted } from "./quoted";
import { ELLIPSIS, endOfWord, isEllipsis } from "./word";

/** Brackets in brackets are followed so deep. */
const DEEPEST: i32 = 20;
const DELETED = "(deleted)";

let depth: i32 = 0;

/** True if the arguments start..end have plain shapes; a `)` stands at their end. */
export function isPlain(start: usize, end: usize): bool {
  depth = 0;
  return endOfElements(start, end, true) === end;
}

/** Each of these functions returns where what stands at p ends; 0: it has no plain shape. */
function endOfElements(p: usize, end: usize, areNamed: bool): usize {
  if (isCloser(byteAt(p))) return p;
  p = endOfPlainElement(p, end, areNamed);
  while (p !== 0 && p < end && byteAt(p) === Char.Comma) p = endOfPlainElement(afterBlanks(p + 1), end, areNamed);
  return p;
}

function endOfPlainElement(p: usize, end: usize, isNamed: bool): usize {
  if (isNamed) p = afterName(p);
  if (isEllipsis(p)) return p + ELLIPSIS.length;
  p = endOfExpression(p, end);
  if (p === 0) return 0;
  const after = afterArrow(p);
  return after === 0 ? p : endOfExpression(after, end);
}

function endOfExpression(p: usize, end: usize): usize {
  switch (byteAt(p)) {
    case Char.Quote:
      return afterComments(endOfString(p, end), end);
    case Char.Tilde:
      return byteAt(p + 1) === Char.OpenBracket ? endOfBracket(p + 1, end, Char.CloseBracket, false) : 0;
    case Char.OpenBracket:
      return endOfBracket(p, end, Char.CloseBracket, false);
    case Char.OpenBrace:
      return endOfBracket(p, end, Char.CloseBrace, true);
    case Char.Ampersand:
      return endOfFlags(p + 1, end);
    default:
      return endOfFlags(p, end);
  }
}

function endOfFlags(p: usize, end: usize): usize {
  for (let next = p; next !== 0; ) {
    p = endOfTerm(next, end);
    next = afterOperator(p);
  }
  return p;
}

function endOfTerm(p: usize, end: usize): usize {
  if (byteAt(p) === Char.At) return byteAt(p + 1) === Char.Quote ? afterComments(endOfString(p + 1, end), end) : 0;
  let at = endOfInteger(p);
  if (at === 0) {
    at = endOfWord(p);
    if (at === 0) return 0;
    if (byteAt(at) === Char.OpenParen) {
      return startsWith(at, end, DELETED) ? 0 : endOfBracket(at, end, Char.CloseParen, false);
    }
  } else if (!readInteger(p)) return 0;
  if (byteAt(at) === Char.Less) at = endOfDecorated(at, end);
  return afterComments(at, end);
}

/** `"GET /"`, or `"GET /"...` if strace cut it. */
export function endOfString(p: usize, end: usize): usize {
  const after = endOfQuoted(p, end);
  return after !== 0 && isEllipsis(after) ? after + ELLIPSIS.length : after;
}

function endOfBracket(p: usize, end: usize, closer: i32, areNamed: bool): usize {
  if (depth === DEEPEST) return 0;
  depth++;
  p = endOfElements(p + 1, end, areNamed);
  depth--;
  return p !== 0 && p < end && byteAt(p) === closer ? afterComments(p + 1, end) : 0;
}

/** `<TCP:[...]>`, or `</srv/x>(deleted)`. */
function endOfDecorated(p: usize, end: usize): usize {
  if (byteAt(p + 1) === Char.Less) return 0; // the shift in 1<<CAP_CHOWN
  p = endOfDecoration(p, end);
  return p !== 0 && startsWith(p, end, DELETED) ? p + DELETED.length : p;
}

/** After the comments at p, of which there may be none. */
export function afterComments(p: usize, end: usize): usize {
  while (p !== 0) {
    const comment = byteAt(p) === Char.Space ? p + 1 : p;
    if (byteAt(comment) !== Char.Slash || byteAt(comment + 1) !== Char.Star) return p;
    p = endOfComment(comment, end);
  }
  return 0;
}

/** Where the next term of flags begins; 0: there is none. */
export function afterOperator(p: usize): usize {
  if (p === 0) return 0;
  if (byteAt(p) === Char.Bar) return p + 1;
  const next = afterBlanks(p);
  return next > p && (endOfInteger(next) !== 0 || endOfWord(next) !== 0) ? next : 0;
}

/** Where the value begins to which an arrow at p changes another; 0: there is no arrow. */
export function afterArrow(p: usize): usize {
  if (byteAt(p) === Char.Space) p++;
  const isArrow = (byteAt(p) === Char.Equals || byteAt(p) === Char.Minus) && byteAt(p + 1) === Char.Greater;
  return isArrow ? afterBlanks(p + 2) : 0;
}

/** After `name=`; p if no name stands there. */
export function afterName(p: usize): usize {
  if (isDigit(byteAt(p))) return p;
  let at = p;
  while (isWordChar(byteAt(at))) at++;
  if (at === p || byteAt(at) !== Char.Equals) return p;
  const next = byteAt(at + 1);
  return next === Char.Greater || next === Char.Equals ? p : at + 1;
}

export function afterBlanks(p: usize): usize {
  while (byteAt(p) === Char.Space) p++;
  return p;
}

function isCloser(char: i32): bool {
  return char === Char.CloseParen || char === Char.CloseBracket || char === Char.CloseBrace;
}
