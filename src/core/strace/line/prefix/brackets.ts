import { isDigit, SPACE, SQUARE_CLOSE, SQUARE_OPEN } from "../line-bytes.js";
import { type Prefix, PrefixForm } from "./prefix.js";

const COLON = 0x3a;
const UNDERSCORE = 0x5f;
const QUESTION_MARK = 0x3f;
/** The longest column in brackets: an instruction pointer of 16 hexadecimal digits. */
const LONGEST = 18;
/** Hexadecimal digits of the shortest instruction pointer (a 32-bit one); syscall numbers have fewer. */
const POINTER_DIGITS = 8;

/** `[unconfined_u:unconfined_r:unconfined_t:s0] ` of `--secontext`; by default strace prints only the type. */
export function scanSecurityContext(bytes: Uint8Array, end: number, prefix: Prefix): void {
  if (bytes[prefix.offset] !== SQUARE_OPEN || prefix.pid === null) return;
  let hasWord = false;
  for (let i = prefix.offset + 1; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte === SQUARE_CLOSE) {
      if (!hasWord || bytes[i + 1] !== SPACE) return;
      prefix.contextStart = prefix.offset + 1;
      prefix.contextEnd = i;
      prefix.offset = i + 2;
      prefix.forms |= PrefixForm.securityContext;
      return;
    }
    if (byte === SPACE) return;
    hasWord ||= (byte > 0x66 && byte <= 0x7a) || byte === COLON || byte === UNDERSCORE; // not a hexadecimal number
  }
}

/**
 * Skips `[  59] ` of `-n` and `[00007f8ac363f000] ` of `-i`; strace prints `?` for what it does not know.
 *
 * @returns whether the line had such a column
 */
export function skipBracketed(bytes: Uint8Array, end: number, prefix: Prefix): boolean {
  if (bytes[prefix.offset] !== SQUARE_OPEN) return false;
  const first = prefix.offset + 1;
  for (let i = first; i < end && i < first + LONGEST; i++) {
    const byte = bytes[i] as number;
    if (byte === SQUARE_CLOSE && bytes[i + 1] === SPACE) {
      if (i === first) return false;
      prefix.offset = i + 2;
      prefix.forms |= i - first >= POINTER_DIGITS ? PrefixForm.instructionPointer : PrefixForm.syscallNumber;
      return true;
    }
    const isHex = isDigit(byte) || (byte >= 0x61 && byte <= 0x66) || byte === QUESTION_MARK || byte === SPACE;
    if (!isHex) return false;
  }
  return false;
}
