/** The pid column: `[pid   123] ` on stderr, `123   ` in a file of `-o` (core/strace/line/prefix/pid.ts). */
import { byteAt, startsWith } from "../bytes";
import { Char } from "../char";
import { areTooMany, endOfDigits, numberOf } from "../digits";
import { Form, LineRecord } from "../record";

/** The kernel's PID_MAX_LIMIT: a larger bare number is a time. */
export const PID_MAX: u64 = 4_194_304;

/** strace pads a bare pid to so many characters, and prints a blank after them. */
const WIDTH: usize = 5;

/** Reads the column at p, if one stands there. Returns where it ends; 0: ask. */
export function readPid(record: LineRecord, p: usize, end: usize): usize {
  if (byteAt(p) === Char.OpenBracket) return readBracketed(record, p, end);
  const digitsEnd = endOfDigits(p, end);
  if (digitsEnd === p) return p;
  if (byteAt(digitsEnd) === Char.Less || areTooMany(p, digitsEnd)) return 0; // the name of a command (-Y)
  const pid = numberOf(p, digitsEnd);
  if (pid > PID_MAX || byteAt(digitsEnd) !== Char.Space) return p;
  record.pid = <i32>pid;
  record.forms = Form.BarePid;
  return endOfPadding(p, digitsEnd);
}

/** Further blanks belong to the time that follows, which `-r` pads. */
function endOfPadding(digits: usize, p: usize): usize {
  while (byteAt(p) === Char.Space && p - digits < WIDTH) p++;
  return byteAt(p) === Char.Space ? p + 1 : p;
}

function readBracketed(record: LineRecord, p: usize, end: usize): usize {
  if (!startsWith(p, end, "[pid ")) return 0;
  let digits = p + 4;
  while (digits < end && byteAt(digits) === Char.Space) digits++;
  const digitsEnd = endOfDigits(digits, end);
  const pid = numberOf(digits, digitsEnd);
  if (digitsEnd === digits || areTooMany(digits, digitsEnd) || pid > PID_MAX) return 0;
  if (byteAt(digitsEnd) !== Char.CloseBracket || byteAt(digitsEnd + 1) !== Char.Space) return 0;
  record.pid = <i32>pid;
  record.forms = Form.BracketedPid;
  return digitsEnd + 2;
}
