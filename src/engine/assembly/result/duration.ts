/** ` <0.000012>` of `-T`. */
import { byteAt } from "../bytes";
import { Char } from "../char";
import { endOfDigits, MOST_DIGITS, numberOf } from "../digits";
import { powerOfTen } from "../prefix/time";
import { LineRecord } from "../record";

/** Reads the duration that p..end is. False: ask. */
export function readDuration(record: LineRecord, p: usize, end: usize): bool {
  if (end - p < 4 || byteAt(p) !== Char.Space || byteAt(p + 1) !== Char.Less) return false;
  const whole = p + 2;
  const point = endOfDigits(whole, end);
  if (point === whole || byteAt(point) !== Char.Dot) return false;
  const fraction = point + 1;
  const digitsEnd = endOfDigits(fraction, end);
  if (digitsEnd === fraction || byteAt(digitsEnd) !== Char.Greater || digitsEnd + 1 !== end) return false;
  const places = <i32>(digitsEnd - fraction);
  if (<i32>(point - whole) + places > MOST_DIGITS) return false;
  const scale = powerOfTen(places);
  // one division of exact numbers, so that the quotient is the one that JavaScript reads
  record.duration = (<f64>numberOf(whole, point) * scale + <f64>numberOf(fraction, digitsEnd)) / scale;
  return true;
}
