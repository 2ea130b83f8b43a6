import { bytesOf } from "../../bytes.js";
import { EQUALS, GREATER, holds, LESS, PAREN_OPEN, SPACE, SQUARE_CLOSE, SQUARE_OPEN } from "../line/line-bytes.js";
import { endOfComment, endOfQuoted } from "./balance.js";
import { endOfDecorationAt } from "./decoration.js";

/** The text may be in the argument language; only the grammar can say. */
export const UNSURE = -1;
/** The text is in the argument language as far as it goes, all its brackets are closed, and no `)` ends it. */
export const OPEN = -2;

/** What a byte outside of strings does. A plain one is a part of a word, a number or an operator, or a blank. */
const PLAIN = 0;
const OTHER = 1;
const COMMA = 2;
const QUOTE = 3;
const EQUALS_SIGN = 4;
const ARROW = 5;
const ANGLE = 6;
const SLASH = 7;
const TILDE = 8;
const OPENS = 9;
const CLOSES = 10;

const KINDS = new Uint8Array(256).fill(OTHER);
for (const [chars, kind] of [
  [" abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_?.$@:|&*+-!%^;#", PLAIN],
  [",", COMMA],
  ['"', QUOTE],
  ["=", EQUALS_SIGN],
  [">", ARROW],
  ["<", ANGLE],
  ["/", SLASH],
  ["~", TILDE],
  ["([{", OPENS],
  [")]}", CLOSES],
] as const) {
  for (const char of chars) KINDS[char.charCodeAt(0)] = kind;
}

/** How much of an element was read: nothing special, `name=`, or `before =>`. */
const BEGUN = 0;
const NAMED = 1;
const CHANGED = 2;

const DELETED = bytesOf("(deleted)");
/** More brackets in brackets do not fit into a number, with four bits each. */
const DEEPEST = 7;

/**
 * The index of the `)` that closes an argument list whose text starts at `start`, as `endOfArguments` finds it, if all before
 * it is surely in strace's argument language: nearly all arguments are. Otherwise `UNSURE` or `OPEN`. It makes nothing, so
 * the lines of calls that nobody asks for are held to the language too (test/core/strace/sure-arguments.test.ts).
 */
export function endOfSureArguments(bytes: Uint8Array, start: number, end: number): number {
  let outer = 0; // the open brackets: for each, which one, and what was read of the element around it
  let depth = 0;
  let element = BEGUN;
  for (let i = start; i < end; i++) {
    const kind = KINDS[bytes[i] as number];
    if (kind === PLAIN) continue;
    switch (kind) {
      case COMMA:
        element = BEGUN;
        break;
      case QUOTE:
        i = endOfQuoted(bytes, i, end) - 1;
        if (i < 0) return UNSURE;
        break;
      case EQUALS_SIGN:
        if (bytes[i + 1] === GREATER) break;
        if (bytes[i + 1] === EQUALS && bytes[i - 1] !== EXCLAMATION) {
          i++;
          break;
        }
        if (element !== BEGUN) return UNSURE;
        element = NAMED;
        break;
      case ARROW:
        if (element === CHANGED || !isChange(bytes, start, i, end)) return UNSURE;
        element = CHANGED;
        break;
      case ANGLE:
        if (bytes[i + 1] === LESS) i++;
        else i = endOfDecorationAt(bytes, i, end) - 1;
        if (i < 0) return UNSURE;
        break;
      case SLASH:
        if (bytes[i + 1] !== STAR) break;
        if (!isAfterTerm(bytes, start, i)) return UNSURE;
        i = endOfComment(bytes, i, end);
        if (i === end) return UNSURE;
        break;
      case TILDE:
        if (bytes[i + 1] !== SQUARE_OPEN) return UNSURE;
        break;
      case OPENS: {
        if (bytes[i] === PAREN_OPEN && bytes[i - 1] === GREATER && i > start && holds(bytes, DELETED, i, end)) {
          i += DELETED.length - 1;
          break;
        }
        if (depth === DEEPEST || (bytes[i] === PAREN_OPEN && !isNamed(bytes, start, i))) return UNSURE;
        outer = (outer << 4) | (bracketOf(bytes[i]) << 2) | element;
        depth++;
        element = BEGUN;
        break;
      }
      case CLOSES:
        if (depth === 0) return bytes[i] === PAREN_CLOSE ? i : UNSURE;
        if (((outer >> 2) & 3) !== bracketOf(bytes[i])) return UNSURE;
        element = outer & 3;
        outer >>= 4;
        depth--;
        break;
      default:
        return UNSURE;
    }
  }
  return depth === 0 ? OPEN : UNSURE;
}

/** True if the text between the parentheses of a call is surely in the argument language. */
export function areSureArguments(text: string): boolean {
  const bytes = bytesOf(text);
  return endOfSureArguments(bytes, 0, bytes.length) === OPEN;
}

const EXCLAMATION = 0x21;
const STAR = 0x2a;
const MINUS = 0x2d;
const PAREN_CLOSE = 0x29;
const BRACE_OPEN = 0x7b;
const BRACE_CLOSE = 0x7d;
const DOUBLE_QUOTE = 0x22;

/** One number for `(` and `)`, another for `[` and `]`, a third for braces. */
function bracketOf(byte: number | undefined): number {
  return ((byte ?? 0) >> 4) & 3;
}

/** True for the `>` of `128 => 16` or `128->16`, with something on its other side. */
function isChange(bytes: Uint8Array, start: number, at: number, end: number): boolean {
  const before = bytes[at - 1];
  if (at === start || (before !== EQUALS && before !== MINUS)) return false;
  if (before === EQUALS && (bytes[at - 2] === EQUALS || bytes[at - 2] === EXCLAMATION)) return false; // `==`, `!=`
  const next = bytes[at + 1] === SPACE ? at + 2 : at + 1;
  const byte = bytes[next];
  return next < end && (isWordByte(byte) || byte === DOUBLE_QUOTE || byte === SQUARE_OPEN || byte === BRACE_OPEN);
}

/** True if the bracket at `at` follows a word: `htons(`. After a number, a letter of which may be hexadecimal, it need not. */
function isNamed(bytes: Uint8Array, start: number, at: number): boolean {
  const last = at > start ? (bytes[at - 1] as number) : 0;
  return (last >= 0x67 && last <= 0x7a) || (last >= 0x41 && last <= 0x5a) || last === 0x5f;
}

/** True if a word, a string or a bracket stands before `at`, or before the blank there. */
function isAfterTerm(bytes: Uint8Array, start: number, at: number): boolean {
  const before = bytes[at - 1] === SPACE ? at - 2 : at - 1;
  const byte = bytes[before];
  return (
    before >= start &&
    (isWordByte(byte) || byte === DOUBLE_QUOTE || byte === SQUARE_CLOSE || byte === BRACE_CLOSE || byte === PAREN_CLOSE)
  );
}

function isWordByte(byte: number | undefined): boolean {
  const letter = (byte ?? 0) | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (byte !== undefined && byte >= 0x30 && byte <= 0x39) || byte === 0x5f;
}
