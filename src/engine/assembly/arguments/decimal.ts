/** Decimal digits of which there may be any number: a line may be damaged. */
import { byteAt } from "../bytes";
import { Char, isDigit } from "../char";

/** Where the digits at p end, at `end` at the latest. */
export function endOfDigits(p: usize, end: usize): usize {
  while (p < end && isDigit(byteAt(p))) p++;
  return p;
}

/** The number of the digits p..end, as JavaScript adds them up one by one. */
export function sumOfDigits(p: usize, end: usize): f64 {
  let value: f64 = 0;
  for (; p < end; p++) value = value * 10 + <f64>(byteAt(p) - Char.Zero);
  return value;
}

/** The number of the digits p..end, as JavaScript reads a number: exactly, if it fits into 64 bits. */
export function decimal(p: usize, end: usize): f64 {
  let value: u64 = 0;
  for (let at = p; at < end; at++) {
    const digit = <u64>(byteAt(at) - Char.Zero);
    if (value > (u64.MAX_VALUE - digit) / 10) return sumOfDigits(p, end);
    value = value * 10 + digit;
  }
  return <f64>value;
}
