/** What the handlers ask of the text of the current call's arguments, without reading the arguments. */
import { byteAt, endsWith, find, findLiteral } from "../bytes";
import { call } from "../call/current-call";
import { Char } from "../char";
import { decimal, endOfDigits } from "./decimal";
import { hexDigits } from "./integer";
import { NO_NUMBER } from "./value";

/** True if the arguments hold this text anywhere. */
export function argumentsHold(text: string): bool {
  return findLiteral(call.argumentsStart, call.argumentsEnd, text) !== 0;
}

/** True if the last `length` bytes of the arguments hold this text. */
export function lastArgumentsHold(text: string, length: i32): bool {
  const all = <i32>(call.argumentsEnd - call.argumentsStart);
  return findLiteral(call.argumentsEnd - min(all, length), call.argumentsEnd, text) !== 0;
}

/** True if the arguments end with this text. */
export function argumentsEndWith(text: string): bool {
  return endsWith(call.argumentsStart, call.argumentsEnd, text);
}

/** The decimal number that the arguments end with; NO_NUMBER: they end otherwise. */
export function lastNumber(): f64 {
  let p = call.argumentsEnd;
  while (p > call.argumentsStart && byteAt(p - 1) !== Char.Space) p--;
  return p === call.argumentsEnd || endOfDigits(p, call.argumentsEnd) !== call.argumentsEnd
    ? NO_NUMBER
    : decimal(p, call.argumentsEnd);
}

/** How far from their begin the arguments are searched for numbers. */
const NEAR: i32 = 200;

/** True if they hold `, 3 ` or `, 0x3,` near their begin: numbers that may stand for names (`-X raw`). */
export function mayHoldNumbers(): bool {
  const all = <i32>(call.argumentsEnd - call.argumentsStart);
  const end = call.argumentsStart + min(all, NEAR);
  for (let p = find(call.argumentsStart, end, Char.Comma); p !== 0; p = find(p + 1, end, Char.Comma)) {
    if (p + 1 < end && byteAt(p + 1) === Char.Space && isNumberAt(p + 2, end)) return true;
  }
  return false;
}

/** True for the `3 ` and the `0x3,` of such a number. */
function isNumberAt(p: usize, end: usize): bool {
  const isPrefixed = p + 1 < end && byteAt(p) === Char.Zero && byteAt(p + 1) === Char.x;
  const first = isPrefixed ? p + 2 : p;
  const after = endOfDigits(first, end);
  return after > first && after < end && (byteAt(after) === Char.Space || byteAt(after) === Char.Comma);
}

/** As many digits as the number of a high bit has at the least. */
const MANY: i32 = 5;

/** True if a number after the last string may hold the bit of O_CLOEXEC: `0x80000`. */
export function mayHoldHighBits(): bool {
  let p = call.argumentsEnd;
  while (p > call.argumentsStart && byteAt(p - 1) !== Char.Quote) p--;
  for (p = findLiteral(p, call.argumentsEnd, "0x"); p !== 0; p = findLiteral(p + 1, call.argumentsEnd, "0x")) {
    if (hexDigits(p + 2, call.argumentsEnd) >= MANY) return true;
  }
  return false;
}
