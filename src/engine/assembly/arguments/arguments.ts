/**
 * The arguments of a call, as far as they are surely in strace's language. The rules are those of
 * core/strace/arguments/sure-arguments.ts. What they are not sure of, the engine asks about.
 */
import { BLOCK, byteAt, marksAt, startsWithShort } from "../bytes";
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

const DELETED = "deleted)";
const nesting: Nesting = only<Nesting>();

/**
 * Where the `)` stands that closes the arguments at `start`; or UNSURE, or OPEN. What stands before them is a `(` or the `>` of
 * `resumed>`, and no part of a word.
 */
export function endOfArguments(start: usize, end: usize): usize {
  nesting.clear();
  // the marks of a block are found at once: the next one is known before the last one is judged
  let block = start - BLOCK;
  let marks: u64 = 0;
  while (true) {
    while (marks === 0) {
      block += BLOCK;
      if (block >= end) return nesting.depth === 0 ? OPEN : UNSURE;
      marks = marksAt(block);
    }
    const p = block + <usize>ctz(marks);
    if (p >= end) return nesting.depth === 0 ? OPEN : UNSURE;
    marks &= marks - 1;
    let next: usize;
    switch (byteAt(p)) {
      case Char.Comma:
        nesting.element = Element.Begun;
        continue;
      case Char.Equals:
        next = afterEquals(p);
        break;
      case Char.CloseParen:
        if (nesting.depth === 0) return p;
        next = nesting.closes(Char.CloseParen) ? p + 1 : 0;
        break;
      case Char.Less:
        next = byteAt(p + 1) === Char.Less ? p + 2 : endOfDecoration(p, end);
        break;
      case Char.OpenBracket:
      case Char.OpenBrace:
        next = nesting.opens(byteAt(p)) ? p + 1 : 0;
        break;
      case Char.CloseBracket:
      case Char.CloseBrace:
        next = nesting.closes(byteAt(p)) ? p + 1 : 0;
        break;
      case Char.Quote:
        next = endOfQuoted(p, end);
        break;
      case Char.OpenParen:
        if (byteAt(p - 1) === Char.Greater && p > start && startsWithShort(p + 1, end, DELETED))
          next = p + 1 + DELETED.length;
        else next = isNamed(p) && nesting.opens(Char.OpenParen) ? p + 1 : 0;
        break;
      case Char.Greater:
        next = isChange(p, end) && nesting.changes() ? p + 1 : 0;
        break;
      case Char.Slash:
        next = byteAt(p + 1) === Char.Star ? endOfComment(p, end) : p + 1;
        break;
      case Char.Tilde:
        next = byteAt(p + 1) === Char.OpenBracket ? p + 1 : 0;
        break;
      default:
        return UNSURE;
    }
    if (next === 0) return UNSURE;
    // what a string or a decoration holds are no marks
    const passed = <u64>(next - block);
    if (passed < BLOCK) marks = (marks >> passed) << passed;
    else {
      block = next - BLOCK;
      marks = 0;
    }
  }
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
