/** Integers as strace prints them: `17`, `-1`, `0x7f52462d9000`, `0755` (core/strace/arguments/tokens.ts, build-value.ts). */
import { byteAt } from "../bytes";
import { Char, isDigit } from "../char";
import { only } from "../memory";
import { isInWord } from "./word";

/** In place of a number. */
export const NO_NUMBER: f64 = NaN;

export function isNumber(number: f64): bool {
  return !F64.isNaN(number);
}

/** More decimal digits do not fit into 64 bits, and so do not always so many. */
const MOST_DECIMAL: usize = 20;
const MOST_HEXADECIMAL: usize = 16;
const MOST_OCTAL: usize = 21;

@unmanaged
class Integer {
  value: f64;
  /** Where it ends. */
  end: usize;
}

/** The integer that was read last. */
export const integer: Integer = only<Integer>();

/** Where the integer at p ends; 0: none stands there. What goes on as a word or a date is no integer: `1.5`, `10-2a`. */
export function endOfInteger(p: usize): usize {
  let at = byteAt(p) === Char.Minus ? p + 1 : p;
  const first = at;
  if (isHexadecimal(at)) at = endOfHexadecimal(at + 2);
  else while (isDigit(byteAt(at))) at++;
  const next = byteAt(at);
  const goesOn =
    (isInWord(next) && next !== Char.Question && next !== Char.Dollar) ||
    (next === Char.Minus && isHexDigit(byteAt(at + 1)));
  return at === first || goesOn ? 0 : at;
}

/** Reads the integer at p. False: none stands there, or one of which this code may not know the value to the last bit. */
export function readInteger(p: usize): bool {
  const end = endOfInteger(p);
  if (end === 0) return false;
  const isNegative = byteAt(p) === Char.Minus;
  const first = isNegative ? p + 1 : p;
  const isRead = isHexadecimal(first)
    ? readHexadecimal(first + 2, end)
    : isOctal(first)
      ? readOctal(first + 1, end)
      : readDecimal(first, end);
  if (isNegative) integer.value = -integer.value;
  integer.end = end;
  return isRead;
}

function isHexadecimal(p: usize): bool {
  return byteAt(p) === Char.Zero && byteAt(p + 1) === Char.x && isHexDigit(byteAt(p + 2));
}

function isOctal(p: usize): bool {
  return byteAt(p) === Char.Zero && isDigit(byteAt(p + 1));
}

function endOfHexadecimal(p: usize): usize {
  while (isHexDigit(byteAt(p))) p++;
  return p;
}

/** strace prints small letters. */
function isHexDigit(char: i32): bool {
  return isDigit(char) || (char >= Char.a && char <= Char.f);
}

function readDecimal(p: usize, end: usize): bool {
  if (end - p > MOST_DECIMAL) return false;
  let value: u64 = 0;
  for (; p < end; p++) {
    const digit = <u64>(byteAt(p) - Char.Zero);
    if (value > (u64.MAX_VALUE - digit) / 10) return false;
    value = value * 10 + digit;
  }
  integer.value = <f64>value;
  return true;
}

/** After so many digits as 64 bits hold, only zeros may follow: they change no bit of an f64 but its exponent. */
function readHexadecimal(p: usize, end: usize): bool {
  const most = min(end, p + MOST_HEXADECIMAL);
  let value: u64 = 0;
  for (; p < most; p++) value = (value << 4) | <u64>hexDigit(byteAt(p));
  let number = <f64>value;
  for (; p < end; p++) {
    if (byteAt(p) !== Char.Zero) return false;
    number *= 16;
  }
  integer.value = number;
  return true;
}

export function hexDigit(char: i32): i32 {
  return isDigit(char) ? char - Char.Zero : char - Char.a + 10;
}

/** How many hexadecimal digits stand at p, up to `end`. */
export function hexDigits(p: usize, end: usize): i32 {
  let at = p;
  while (at < end && isHexDigit(byteAt(at))) at++;
  return <i32>(at - p);
}

function readOctal(p: usize, end: usize): bool {
  if (end - p > MOST_OCTAL) return false;
  let value: u64 = 0;
  for (; p < end; p++) {
    const digit = byteAt(p) - Char.Zero;
    if (digit > 7) return false;
    value = (value << 3) | <u64>digit;
  }
  integer.value = <f64>value;
  return true;
}
