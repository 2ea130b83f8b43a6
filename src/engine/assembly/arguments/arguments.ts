/**
 * The arguments of a call, as far as they are surely in strace's language. The rules are those of
 * core/strace/arguments/sure-arguments.ts. What they are not sure of, the engine asks about.
 */
import { byteAt, findMark, startsWith } from "../bytes";
import { Char, isCapital, isWordChar } from "../char";
import { only } from "../memory";
import { endOfComment } from "./comment";
import { endOfDecoration } from "./decoration";
import { Element, Nesting } from "./nesting";
import { endOfQuoted } from "./quoted";

/** The text may be in the language; only the grammar can say. */
export const UNSURE: usize = 0;
/** The text is in the language as far as it goes, all its brackets are closed, and no `)` ends it. */
export const OPEN: usize = 1;

const DELETED = "(deleted)";
const nesting: Nesting = only<Nesting>();

/**
 * Where the `)` stands that closes the arguments at `start`; or UNSURE, or OPEN. What stands before them is a `(` or the `>` of
 * `resumed>`, and no part of a word.
 */
export function endOfArguments(start: usize, end: usize): usize {
  nesting.clear();
  for (let p = findMark(start, end); p < end; p = findMark(p, end)) {
    switch (byteAt(p)) {
      case Char.Comma:
        nesting.element = Element.Begun;
        p++;
        break;
      case Char.Quote:
        p = endOfQuoted(p, end);
        break;
      case Char.Less:
        p = byteAt(p + 1) === Char.Less ? p + 2 : endOfDecoration(p, end);
        break;
      case Char.Equals:
        p = afterEquals(p);
        break;
      case Char.Greater:
        p = isChange(p, end) && nesting.changes() ? p + 1 : 0;
        break;
      case Char.OpenParen:
        if (byteAt(p - 1) === Char.Greater && p > start && startsWith(p, end, DELETED)) p += DELETED.length;
        else p = isNamed(p) && nesting.opens(Char.OpenParen) ? p + 1 : 0;
        break;
      case Char.OpenBracket:
      case Char.OpenBrace:
        p = nesting.opens(byteAt(p)) ? p + 1 : 0;
        break;
      case Char.CloseParen:
        if (nesting.depth === 0) return p;
        p = nesting.closes(Char.CloseParen) ? p + 1 : 0;
        break;
      case Char.CloseBracket:
      case Char.CloseBrace:
        p = nesting.closes(byteAt(p)) ? p + 1 : 0;
        break;
      case Char.Slash:
        p = byteAt(p + 1) === Char.Star ? endOfComment(p, end) : p + 1;
        break;
      case Char.Tilde:
        p = byteAt(p + 1) === Char.OpenBracket ? p + 1 : 0;
        break;
      default:
        return UNSURE;
    }
    if (p === 0) return UNSURE;
  }
  return nesting.depth === 0 ? OPEN : UNSURE;
}

/** After the `=` of `=>`, which `>` judges; after `==`; after that of `name=`, which an element has once. 0: unsure. */
function afterEquals(p: usize): usize {
  if (byteAt(p + 1) === Char.Greater) return p + 1;
  if (byteAt(p + 1) === Char.Equals && byteAt(p - 1) !== Char.Exclamation) return p + 2;
  return nesting.names() ? p + 1 : 0;
}

/** True for the `>` of `128 => 16` or `128->16`, with something on its other side. */
function isChange(p: usize, end: usize): bool {
  const before = byteAt(p - 1);
  if (before === Char.Equals) {
    if (byteAt(p - 2) === Char.Equals || byteAt(p - 2) === Char.Exclamation) return false; // `==`, `!=`
  } else if (before !== Char.Minus) return false;
  const next = byteAt(p + 1) === Char.Space ? p + 2 : p + 1;
  if (next >= end) return false;
  const char = byteAt(next);
  return isWordChar(char) || char === Char.Quote || char === Char.OpenBracket || char === Char.OpenBrace;
}

/** True if the bracket at p follows a word: `htons(`. After a number, a letter of which may be hexadecimal, it need not. */
function isNamed(p: usize): bool {
  const last = byteAt(p - 1);
  return (last >= Char.g && last <= Char.z) || isCapital(last) || last === Char.Underscore;
}
