/**
 * What a value is (core/strace/arguments/value.ts). A value is known by the address at which it begins: what has plain shapes
 * (plain.ts) ends by itself. The address 0 is no value, and is nothing of all that is asked here.
 */

import { byteAt, isLiteral } from "../bytes";
import { Span } from "../call/span";
import { Char } from "../char";
import { create } from "../heap/allocate";
import { endOfDecoration } from "./decoration";
import { changedFrom, closerOf, textEnd } from "./elements";
import { integer, NO_NUMBER, readInteger } from "./integer";

import { afterComments } from "./plain";
import { endOfQuoted } from "./quoted";
import { endOfWord, isEllipsis } from "./word";

export { isNumber, NO_NUMBER } from "./integer";

/** True for an integer alone, with a decoration or without: no flags, and no change. `integer` is then this one. */
export function isInteger(value: usize): bool {
  return value !== 0 && readInteger(value) && isEnd(afterAnnotations(integer.end));
}

/** A value as an integer; NO_NUMBER: it is none. Of a change, such as `128 => 16`, it is the integer after it. */
export function integerOf(value: usize): f64 {
  if (isInteger(value)) return integer.value;
  return isInteger(changeOf(value)) ? integer.value : NO_NUMBER;
}

/** A value as a number of bytes; NO_NUMBER: it is none. strace prints a size without a sign: one that has a sign is damaged. */
export function byteCountOf(value: usize): f64 {
  const size = integerOf(value);
  return size < 0 ? NO_NUMBER : size;
}

export function isString(value: usize): bool {
  return beginsWith(value, Char.Quote) && changedFrom(value) === 0;
}

export function isArray(value: usize): bool {
  return (beginsWith(value, Char.OpenBracket) || beginsWith(value, Char.Tilde)) && changedFrom(value) === 0;
}

export function isStruct(value: usize): bool {
  return beginsWith(value, Char.OpenBrace) && changedFrom(value) === 0;
}

/** True for `htons(80)`. */
export function isCall(value: usize): bool {
  return parenOf(value) !== 0;
}

/** True for a call of this name. */
export function isCallOf(value: usize, name: string): bool {
  const paren = parenOf(value);
  return paren !== 0 && isLiteral(value, paren, name);
}

/** The first argument of a call; 0: it has none. */
export function argumentsOfCall(call: usize): usize {
  const paren = parenOf(call);
  return paren === 0 || byteAt(paren + 1) === Char.CloseParen ? 0 : paren + 1;
}

/** Where the bracket of a call opens; 0: the value is none. */
function parenOf(value: usize): usize {
  const paren: usize = value === 0 ? 0 : endOfWord(value);
  if (paren === 0 || byteAt(paren) !== Char.OpenParen) return 0;
  const after = afterComments(closerOf(paren) + 1, textEnd());
  return isEnd(after) ? paren : 0;
}

/** True for the dots that a person or strace put in the place of an argument. */
export function isLeftOut(value: usize): bool {
  return value !== 0 && isEllipsis(value);
}

/** The value after the arrow of `before => after`; 0: the value is no change. */
export function changeOf(value: usize): usize {
  return value === 0 ? 0 : changedFrom(value);
}

/** The text of a string, without its quotes, its escapes still in it. */
export const quotedText: Span = create<Span>();

/** Sets `quotedText` to that of a string. */
export function readString(value: usize): void {
  const end = endOfQuoted(value, textEnd());
  quotedText.set(value + 1, end - 1);
}

/** True if strace cut a string. */
export function isCutString(value: usize): bool {
  return isEllipsis(endOfQuoted(value, textEnd()));
}

function beginsWith(value: usize, char: i32): bool {
  return value !== 0 && byteAt(value) === char;
}

/** After the decoration and the comments of an integer or a word that ends at p. */
export function afterAnnotations(p: usize): usize {
  if (byteAt(p) === Char.Less) p = afterDecoration(p);
  return afterComments(p, textEnd());
}

/** After `<...>`, and the `(deleted)` that may follow it. */
function afterDecoration(p: usize): usize {
  p = endOfDecoration(p, textEnd());
  return byteAt(p) === Char.OpenParen ? p + "(deleted)".length : p;
}

/** True for what ends an element. */
export function isEnd(p: usize): bool {
  const char = byteAt(p);
  return char === Char.Comma || char === Char.CloseParen || char === Char.CloseBracket || char === Char.CloseBrace;
}
