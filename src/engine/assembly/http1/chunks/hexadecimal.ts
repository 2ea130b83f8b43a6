/** Sizes of chunks: hexadecimal numbers of any length (Number.parseInt of core/protocols/http1/chunks/hidden-chunks.ts). */
import { byteAt } from "../../bytes";
import { Char, isDigit } from "../../char";

/** So many digits fill 64 bits. */
const MOST_EXACT: usize = 16;
/** A number with more digits is larger than any f64. */
const MOST_DIGITS_OF_NUMBER: usize = 256;

/** True for a hexadecimal digit in capitals or small letters. */
export function isHexDigit(char: i32): bool {
  return isDigit(char) || ((char | 0x20) >= Char.a && (char | 0x20) <= Char.f);
}

/** Where the hexadecimal digits at p end. */
export function endOfHexDigits(p: usize, end: usize): usize {
  while (p < end && isHexDigit(byteAt(p))) p++;
  return p;
}

/** The number of the digits p..end, rounded to the nearest f64 as JavaScript does. */
export function hexNumber(p: usize, end: usize): f64 {
  while (p < end && byteAt(p) === Char.Zero) p++;
  const exact = min(end, p + MOST_EXACT);
  let value: u64 = 0;
  for (let at = p; at < exact; at++) value = (value << 4) | <u64>digitOf(byteAt(at));
  if (end - p > MOST_DIGITS_OF_NUMBER) return Infinity;
  let number: f64 = 0;
  for (let at = exact; at < end; at++) if (byteAt(at) !== Char.Zero) value |= 1; // of what is cut off, only whether it is 0 counts
  number = <f64>value;
  for (let at = exact; at < end; at++) number *= 16;
  return number;
}

function digitOf(char: i32): i32 {
  return isDigit(char) ? char - Char.Zero : (char | 0x20) - Char.a + 10;
}
