/**
 * A fast path: results that have the shape of one before, and are a number, with or without the time spent, such as
 * ` = 8192 <0.000030>`. It skips the search for where each number ends, because that follows from the shape: the same length, a
 * digit for each digit, and all other bytes alike. Of each length the last shape is known, so `= 0` does not displace `= 8192`.
 */
import { byteAt, hasShape, LONGEST_SHAPE, SHAPE_BYTES, setShape } from "../bytes";
import { Char, isDigit } from "../char";
import { digits, MOST_DIGITS, numberAt, powerOfTen } from "../digits";
import { element } from "../memory";
import { LineRecord, ResultKind } from "../record";

/** What is known of the results of one length. */
@unmanaged
class NumberResult {
  /** Where the value stands, from the `)` on. */
  valueAt: usize;
  /** 0: no shape is known. */
  valueDigits: i32;
  /** Of the time spent, before its point; 0: there is none. */
  secondDigits: i32;
  fractionDigits: i32;
}

const LENGTHS: i32 = LONGEST_SHAPE + 1;
const results: usize = memory.data(LENGTHS * offsetof<NumberResult>(), 8);
const shapes: usize = memory.data(LENGTHS * SHAPE_BYTES, 16);

/** What stands between the value and the time spent, and between the seconds of that and their fraction. */
const BETWEEN: usize = 2;
const POINT: usize = 1;

/** Learns the result that p..end is, which was read into the record. */
export function learnResult(record: LineRecord, p: usize, end: usize): void {
  const length = <i32>(end - p);
  const isNumber = record.decorationStart === 0 && record.errorStart === 0 && record.remarkStart === 0;
  if (length > LONGEST_SHAPE || !isNumber || !isDigit(byteAt(record.valueStart))) return;
  const result = element<NumberResult>(results, length);
  result.valueDigits = 0;
  digits.read(record.valueStart);
  if (digits.end !== record.valueEnd) return; // hexadecimal
  const valueDigits = digits.count;
  result.secondDigits = 0;
  if (record.valueEnd < end) {
    digits.read(record.valueEnd + BETWEEN);
    result.secondDigits = digits.count;
    digits.read(digits.end + POINT);
    result.fractionDigits = digits.count;
    if (result.secondDigits + result.fractionDigits > MOST_DIGITS) return;
  }
  result.valueAt = record.valueStart - p;
  result.valueDigits = valueDigits;
  setShape(shapes + length * SHAPE_BYTES, p, length);
}

/** Reads p..end into the record. False: it may not be what was learnt. */
export function readResultLikeBefore(record: LineRecord, p: usize, end: usize): bool {
  const length = <i32>(end - p);
  if (length > LONGEST_SHAPE) return false;
  const result = element<NumberResult>(results, length);
  if (result.valueDigits === 0 || !hasShape(p, shapes + length * SHAPE_BYTES)) return false;
  const value = p + result.valueAt;
  if (byteAt(value) === Char.Zero && result.valueDigits !== 1) return false; // octal
  record.valueStart = value;
  record.valueEnd = value + result.valueDigits;
  record.value = <f64>(<i64>numberAt(value, result.valueDigits));
  record.resultKind = ResultKind.Number;
  if (result.secondDigits !== 0) {
    const seconds = record.valueEnd + BETWEEN;
    const fraction = seconds + result.secondDigits + POINT;
    const scale = powerOfTen(result.fractionDigits);
    const whole = <f64>(<i64>numberAt(seconds, result.secondDigits)) * scale;
    record.duration = (whole + <f64>(<i64>numberAt(fraction, result.fractionDigits))) / scale; // as readDuration
  }
  return true;
}
