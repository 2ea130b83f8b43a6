/** The digits of a length. */
import { byteAt } from "../../bytes";
import { Char, isDigit } from "../../char";

/** The largest integer up to which a number of JavaScript's counts one by one: 2^53 - 1. */
export const MOST_BYTES: f64 = 9007199254740991;
/** So many digits fit into 64 bits; more are a larger number than `MOST_BYTES`. */
const MOST_DIGITS_OF_LENGTH: usize = 19;

/** Where the digits p..end begin without leading zeros, which are legal (RFC 9110 section 8.6); 0: they are no digits alone. */
export function significantDigits(p: usize, end: usize): usize {
  if (p >= end) return 0;
  for (let at = p; at < end; at++) if (!isDigit(byteAt(at))) return 0;
  while (p + 1 < end && byteAt(p) === Char.Zero) p++;
  return p;
}

/** The number of digits without leading zeros. */
export function lengthOf(p: usize, end: usize): f64 {
  if (end - p > MOST_DIGITS_OF_LENGTH) return MOST_BYTES;
  let value: u64 = 0;
  for (; p < end; p++) value = value * 10 + <u64>(byteAt(p) - Char.Zero);
  return min<f64>(<f64>value, MOST_BYTES);
}
