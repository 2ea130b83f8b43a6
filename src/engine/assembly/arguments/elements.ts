/** The way from element to element in arguments that have plain shapes (plain.ts). */
import { byteAt, findMark } from "../bytes";
import { Char } from "../char";
import { endOfComment } from "./comment";
import { endOfDecoration } from "./decoration";
import { afterBlanks } from "./plain";
import { endOfQuoted } from "./quoted";
import { isEllipsis } from "./word";

let end: usize = 0;

/** From now on values are those of arguments that end here: what a decoration is depends on the text up to there. */
export function lookUntil(textEnd: usize): void {
  end = textEnd;
}

/** Where the arguments end whose values are looked at. */
export function textEnd(): usize {
  return end;
}

/** Where the comma or the bracket stands that ends the element at p. */
export function endOfElement(p: usize): usize {
  return next(p, false);
}

/** Where the value begins to which the value at p changes; 0: it does not change. */
export function changedFrom(p: usize): usize {
  const arrow = next(p, true);
  return byteAt(arrow) === Char.Greater ? afterBlanks(arrow + 1) : 0;
}

/** The element after that at p; 0: it is the last, or none. */
export function elementAfter(p: usize): usize {
  if (p === 0) return 0;
  const end = endOfElement(p);
  return byteAt(end) === Char.Comma ? afterBlanks(end + 1) : 0;
}

/** Where the bracket stands that closes the one at p. */
export function closerOf(p: usize): usize {
  let end = endOfElement(p + 1);
  while (byteAt(end) === Char.Comma) end = endOfElement(afterBlanks(end + 1));
  return end;
}

/** The elements that strace or a person left out are none: the first one from p on that is shown. 0: there is none. */
export function shownFrom(p: usize): usize {
  while (p !== 0 && isEllipsis(p)) p = elementAfter(p);
  return p;
}

/** Where the comma or the bracket stands that ends the element at p, or the `>` of an arrow in it. */
function next(p: usize, atArrow: bool): usize {
  let depth = 0;
  while (p <= end) {
    p = findMark(p, end);
    switch (byteAt(p)) {
      case Char.Comma:
        if (depth === 0) return p;
        break;
      case Char.Quote:
        p = endOfQuoted(p, end) - 1;
        break;
      case Char.Less:
        p = endOfDecoration(p, end) - 1;
        break;
      case Char.Slash:
        p = endOfComment(p, end) - 1;
        break;
      case Char.Greater:
        if (atArrow && depth === 0) return p;
        break;
      case Char.OpenParen:
      case Char.OpenBracket:
      case Char.OpenBrace:
        depth++;
        break;
      case Char.CloseParen:
      case Char.CloseBracket:
      case Char.CloseBrace:
        if (depth-- === 0) return p;
        break;
    }
    p++;
  }
  return end;
}
