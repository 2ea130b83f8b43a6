/** The value of a result: `219264`, `-1`, `0x7f52462d9000` or `?`. */
import { byteAt } from "../bytes";
import { Char, isDigit } from "../char";
import { digits } from "../digits";
import { LineRecord, ResultKind } from "../record";

/** An f64 holds each number of so many hexadecimal digits. */
const MOST_HEX_DIGITS: usize = 13;

/** Reads the value at p into the record. Returns where it ends; 0: ask. */
export function readValue(record: LineRecord, p: usize, end: usize): usize {
  if (byteAt(p) === Char.Question) return readUnknown(record, p + 1, end);
  const isNegative = byteAt(p) === Char.Minus;
  if (isNegative) p++;
  const isHex = byteAt(p) === Char.Zero && byteAt(p + 1) === Char.x;
  if (isHex) return isNegative ? 0 : readHex(record, p + 2, end);
  digits.read(p);
  if (digits.count === 0 || digits.areTooMany) return 0;
  if (byteAt(p) === Char.Zero && digits.count > 1) return 0; // octal: umask returns 022
  return ends(record, ResultKind.Number, isNegative ? -digits.number : digits.number, digits.end, end);
}

function readUnknown(record: LineRecord, p: usize, end: usize): usize {
  return p < end && byteAt(p) === Char.Less ? 0 : ends(record, ResultKind.Unknown, 0, p, end);
}

function readHex(record: LineRecord, p: usize, end: usize): usize {
  let value: u64 = 0;
  let at = p;
  for (; at < end && isHexDigit(byteAt(at)); at++) {
    const char = byteAt(at);
    value = (value << 4) | <u64>(isDigit(char) ? char - Char.Zero : char - Char.a + 10);
  }
  if (at === p || at - p > MOST_HEX_DIGITS) return 0;
  return ends(record, ResultKind.Number, <f64>value, at, end);
}

function isHexDigit(char: i32): bool {
  return isDigit(char) || (char >= Char.a && char <= Char.f);
}

/** A blank, a decoration or the end of the line must follow. */
function ends(record: LineRecord, kind: ResultKind, value: f64, p: usize, end: usize): usize {
  record.resultKind = kind;
  record.value = value;
  return p === end || byteAt(p) === Char.Space || byteAt(p) === Char.Less ? p : 0;
}
