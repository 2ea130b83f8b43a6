/** Columns in brackets: `[  59] ` of `-n`, `[00007f8ac363f000] ` of `-i` (core/strace/line/prefix/brackets.ts). */
import { byteAt } from "../bytes";
import { Char, isDigit } from "../char";
import { Form, LineRecord } from "../record";

/** What is longer is no column: an instruction pointer has 16 hexadecimal digits. */
const LONGEST: usize = 17;
/** Hexadecimal digits of the shortest instruction pointer (a 32-bit one); syscall numbers have fewer. */
const POINTER_DIGITS: usize = 8;

/** Reads the column whose bracket is at p. Returns where it ends; 0: ask, as about a security context. */
export function readBrackets(record: LineRecord, p: usize, end: usize): usize {
  const first = p + 1;
  let at = first;
  while (at < end && at - first < LONGEST && isInside(byteAt(at))) at++;
  if (at === first || byteAt(at) !== Char.CloseBracket || byteAt(at + 1) !== Char.Space) return 0;
  record.forms |= at - first >= POINTER_DIGITS ? Form.InstructionPointer : Form.SyscallNumber;
  return at + 2;
}

/** strace prints `?` for what it does not know. */
function isInside(char: i32): bool {
  return isDigit(char) || (char >= Char.a && char <= Char.f) || char === Char.Question || char === Char.Space;
}
