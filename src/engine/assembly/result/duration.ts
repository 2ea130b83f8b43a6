/** ` <0.000012>` of `-T`. */
import { byteAt } from "../bytes";
import { Char } from "../char";
import { digits, powerOfTen } from "../digits";
import { LineRecord } from "../record";

/** An f64 holds each integer up to here. */
const MOST: f64 = 9007199254740991;

/** Reads the duration that p..end is. False: ask. */
export function readDuration(record: LineRecord, p: usize, end: usize): bool {
  if (end - p < 4 || byteAt(p) !== Char.Space || byteAt(p + 1) !== Char.Less) return false;
  digits.read(p + 2);
  if (digits.count === 0 || digits.areTooMany || byteAt(digits.end) !== Char.Dot) return false;
  const whole = digits.number;
  digits.read(digits.end + 1);
  if (digits.count === 0 || digits.areTooMany || byteAt(digits.end) !== Char.Greater) return false;
  if (digits.end + 1 !== end) return false;
  const scale = powerOfTen(digits.count);
  const all = whole * scale + digits.number;
  if (all > MOST) return false;
  record.duration = all / scale; // one division of exact numbers: the quotient is the one that JavaScript reads
  return true;
}
