/** Decimal digits. */
import { byteAt } from "./bytes";
import { Char, isDigit } from "./char";

/** An f64 holds this many decimal digits exactly. */
export const MOST_DIGITS: i32 = 15;

export function endOfDigits(p: usize, end: usize): usize {
  while (p < end && isDigit(byteAt(p))) p++;
  return p;
}

/** The number that the digits p..end make, of which there are at most `MOST_DIGITS`. */
export function numberOf(p: usize, end: usize): u64 {
  let value: u64 = 0;
  for (; p < end; p++) value = value * 10 + <u64>(byteAt(p) - Char.Zero);
  return value;
}

export function areTooMany(p: usize, end: usize): bool {
  return end - p > <usize>MOST_DIGITS;
}
