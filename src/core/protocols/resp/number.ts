const ZERO = 0x30;
const NINE = 0x39;
/** Digits of the greatest number that is counted exactly. */
const MOST_DIGITS = 15;

/** The number that digits stand for; null if there are none, too many, or other characters. */
export function numberOf(bytes: Uint8Array, start: number, end: number): number | null {
  if (start >= end || end - start > MOST_DIGITS) return null;
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = Number(bytes[at]);
    if (digit < ZERO || digit > NINE) return null;
    number = number * 10 + digit - ZERO;
  }
  return number;
}
