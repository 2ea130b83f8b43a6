import { latin1, writeLatin1 } from "../../bytes.js";

const BACKSLASH = 0x5c;
const HEXADECIMAL = 0x78;
/** The byte of each escape of one letter, such as `\n`. Any other escaped character is the byte itself. */
const SIMPLE = Uint8Array.from({ length: 256 }, (_, code) => code);
SIMPLE[0x6e] = 0x0a; // \n
SIMPLE[0x72] = 0x0d; // \r
SIMPLE[0x74] = 0x09; // \t
SIMPLE[0x76] = 0x0b; // \v
SIMPLE[0x66] = 0x0c; // \f

/** The memory in which bytes are unquoted. They are unquoted in place, because they only become fewer. */
let scratch = new Uint8Array(1 << 16);

/** The bytes that strace quoted: C escapes, `\xNN`, and octal with one to three digits (util.c, string_quote). */
export function unquote(quoted: string): string {
  if (!quoted.includes("\\")) return quoted;
  if (scratch.length < quoted.length) scratch = new Uint8Array(quoted.length);
  writeLatin1(quoted, scratch);
  return latin1(scratch, 0, unquoteIn(scratch, quoted.length));
}

/** Unquotes the first `end` bytes in place, and returns how many bytes that gives. */
function unquoteIn(bytes: Uint8Array, end: number): number {
  let to = 0;
  for (let at = 0; at < end; ) {
    const byte = bytes[at++] as number;
    const isEscape = byte === BACKSLASH && at < end; // a lone backslash at the end is not strace's
    if (!isEscape) {
      bytes[to++] = byte;
      continue;
    }
    const digits = digitsAt(bytes, at, end);
    bytes[to++] = digits === 0 ? (SIMPLE[bytes[at] as number] as number) : numberAt(bytes, at, digits);
    at += Math.max(1, digits);
  }
  return to;
}

/** How many characters of a numeric escape follow the backslash, counting the `x` of a hexadecimal one. */
function digitsAt(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] === HEXADECIMAL) {
    return start + 2 < end && hexadecimal(bytes[start + 1]) >= 0 && hexadecimal(bytes[start + 2]) >= 0 ? 3 : 0;
  }
  let count = 0;
  while (count < 3 && start + count < end && isOctal(bytes[start + count])) count++;
  return count;
}

/** The value of a numeric escape. The caller's buffer keeps its lower eight bits. */
function numberAt(bytes: Uint8Array, start: number, digits: number): number {
  if (bytes[start] === HEXADECIMAL) return hexadecimal(bytes[start + 1]) * 16 + hexadecimal(bytes[start + 2]);
  let value = 0;
  for (let i = start; i < start + digits; i++) value = value * 8 + (bytes[i] as number) - 0x30;
  return value;
}

/** The value of a digit, or -1; strace prints small letters. */
function hexadecimal(code: number | undefined): number {
  if (code === undefined) return -1;
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : -1;
}

function isOctal(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x37;
}
