/**
 * The pid column: `[pid   123] ` on stderr, `123   ` in a file of `-o`, either with the command name of `-Y` (`123<nginx>`)
 * (core/strace/line/prefix/pid.ts).
 */
import { byteAt, find, startsWithShort } from "../bytes";
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
  if (byteAt(p) === Char.OpenBracket) return startsWithShort(p, end, "[pi") ? readBracketed(record, p, end) : p;
  digits.read(p);
  if (digits.count === 0) return p;
  const numberEnd = digits.end;
  const pidEnd = endOfCommand(numberEnd, end);
  if (digits.areTooMany || pidEnd === 0) return 0;
  if (digits.value > PID_MAX || byteAt(pidEnd) !== Char.Space) return p;
  record.pid = <i32>digits.value;
  record.forms = Form.BarePid | formOf(numberEnd, pidEnd);
  return pidEnd === numberEnd ? endOfPadding(p, pidEnd) : pidEnd + 1;
}

function readBracketed(record: LineRecord, p: usize, end: usize): usize {
  if (!startsWithShort(p, end, PID)) return 0;
  let at = p + PID.length;
  while (at < end && byteAt(at) === Char.Space) at++;
  digits.read(at);
  if (digits.count === 0 || digits.areTooMany || digits.value > PID_MAX) return 0;
  const pidEnd = endOfCommand(digits.end, end);
  if (pidEnd === 0 || !startsWithShort(pidEnd, end, PID_END)) return 0;
  record.pid = <i32>digits.value;
  record.forms = Form.BracketedPid | formOf(digits.end, pidEnd);
  return pidEnd + PID_END.length;
}

/**
 * Where the name of the command ends, if one stands at p; 0: it does not end. strace prints a `<` or `>` of the name as an octal
 * escape, so the first `>` ends it.
 */
function endOfCommand(p: usize, end: usize): usize {
  if (byteAt(p) !== Char.Less) return p;
  const close = find(p, end, Char.Greater);
  return close === 0 ? 0 : close + 1;
}

function formOf(numberEnd: usize, pidEnd: usize): i32 {
  return pidEnd === numberEnd ? 0 : Form.Command;
}

/** Further blanks belong to the time that follows, which `-r` pads. */
function endOfPadding(start: usize, p: usize): usize {
  while (byteAt(p) === Char.Space && p - start < WIDTH) p++;
  return byteAt(p) === Char.Space ? p + 1 : p;
}
