/** The pid column: `[pid   123] ` on stderr, `123   ` in a file of `-o` (core/strace/line/prefix/pid.ts). */
import { byteAt, startsWith } from "../bytes";
import { Char } from "../char";
import { digits } from "../digits";
import { Form, LineRecord } from "../record";

/** The kernel's PID_MAX_LIMIT: a larger bare number is a time. */
export const PID_MAX: u64 = 4_194_304;

const PID = "[pid ";
const PID_END = "] ";

/** strace pads a bare pid to so many characters, and prints a blank after them. */
const WIDTH: usize = 5;

/** Reads the column at p, if one stands there. Returns where it ends; 0: ask. */
export function readPid(record: LineRecord, p: usize, end: usize): usize {
  if (byteAt(p) === Char.OpenBracket) return readBracketed(record, p, end);
  digits.read(p);
  if (digits.count === 0) return p;
  if (byteAt(digits.end) === Char.Less || digits.areTooMany) return 0; // the name of a command (-Y)
  if (digits.value > PID_MAX || byteAt(digits.end) !== Char.Space) return p;
  record.pid = <i32>digits.value;
  record.forms = Form.BarePid;
  return endOfPadding(p, digits.end);
}

/** Further blanks belong to the time that follows, which `-r` pads. */
function endOfPadding(start: usize, p: usize): usize {
  while (byteAt(p) === Char.Space && p - start < WIDTH) p++;
  return byteAt(p) === Char.Space ? p + 1 : p;
}

function readBracketed(record: LineRecord, p: usize, end: usize): usize {
  if (!startsWith(p, end, PID)) return 0;
  let at = p + PID.length;
  while (at < end && byteAt(at) === Char.Space) at++;
  digits.read(at);
  if (digits.count === 0 || digits.areTooMany || digits.value > PID_MAX) return 0;
  if (!startsWith(digits.end, end, PID_END)) return 0;
  record.pid = <i32>digits.value;
  record.forms = Form.BracketedPid;
  return digits.end + PID_END.length;
}
