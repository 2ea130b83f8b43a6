import { endOfDecorationAt, withoutStrings } from "./decoration.js";

/**
 * The index of the `)` that closes an argument list whose text starts at `start`, or -1.
 *
 * Balance finds the end of the arguments. A search for `) = ` would not: strings, comments and the paths in decorations
 * may hold that text.
 */
export function endOfArguments(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0;
  let wasted = 0;
  for (let i = start; i < end; i++) {
    if (MATTERS[bytes[i] as number] === 0) continue;
    switch (bytes[i]) {
      case 0x22: {
        const stop = endOfQuoted(bytes, i, end);
        if (stop < 0) return -1;
        i = stop - 1;
        break;
      }
      case 0x27: // a character: '"' or '\''
        if (bytes[i + 2] === 0x27) i += 2;
        else if (bytes[i + 1] === 0x5c) i = closingQuote(bytes, i + 3, end);
        break;
      case 0x3c: {
        if (bytes[i + 1] === 0x3c) {
          i++; // the shift in 1<<CAP_CHOWN
          break;
        }
        const stop = endOfDecorationAt(bytes, i, end);
        if (stop > 0) i = stop - 1;
        else wasted += end - i;
        if (isTooMuch(wasted, end - start)) return -1;
        break;
      }
      case 0x2f:
        if (bytes[i + 1] === 0x2a) i = endOfComment(bytes, i, end);
        break;
      case 0x28:
      case 0x5b:
      case 0x7b:
        depth++;
        break;
      case 0x29:
        if (depth === 0) return i;
        depth--;
        break;
      case 0x5d:
      case 0x7d:
        depth--;
        break;
    }
  }
  return -1;
}

/** What may be read in vain: so many times the text, and so many bytes more. */
const TIMES = 16;
const MORE = 65_536;

/**
 * True if so many bytes were read in search of the ends of decorations that have none that a text of this length is not
 * strace's: each of them may have none, and to look for each to the end of the text would take the square of the time.
 */
export function isTooMuch(wasted: number, length: number): boolean {
  return wasted > TIMES * length + MORE;
}

/** 1 for each byte that opens or closes something. */
const MATTERS = new Uint8Array(256);
for (const char of "\"'</([{)]}") MATTERS[char.charCodeAt(0)] = 1;

/** Up to this length, reading a string byte by byte is quicker than the native search. */
const SHORT = 48;

/** `endOfString` for bytes. In a long string it searches for quotes, few of which are escaped. */
export function endOfQuoted(bytes: Uint8Array, start: number, end: number): number {
  const near = Math.min(end, start + SHORT);
  for (let i = start + 1; i < near; i++) {
    if (bytes[i] === BACKSLASH) i++;
    else if (bytes[i] === QUOTE) return i + 1;
  }
  for (let quote = bytes.indexOf(QUOTE, near - 1); quote >= 0 && quote < end; quote = bytes.indexOf(QUOTE, quote + 1)) {
    if (quote > start && !isEscaped(bytes, quote)) return quote + 1;
  }
  return -1;
}

/** True if an odd number of backslashes stands before the quote. */
function isEscaped(bytes: Uint8Array, quote: number): boolean {
  let slashes = 0;
  while (bytes[quote - 1 - slashes] === BACKSLASH) slashes++;
  return slashes % 2 === 1;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const CLOSER: Readonly<Record<string, string>> = { "{": "}", "[": "]", "(": ")" };

/** The closing brackets that `text` lacks, in order: strace 5 forgets some when it cannot read the arguments' memory. */
export function missingClosers(text: string): string {
  const open: string[] = [];
  const bare = withoutComments(withoutStrings(text));
  for (const char of bare) {
    const closer = CLOSER[char];
    if (closer !== undefined) open.push(closer);
    else if (char === open.at(-1)) open.pop();
  }
  return open.reverse().join("");
}

/** The text without its comments. One that never closes stays, from its beginning on. */
function withoutComments(text: string): string {
  let bare = "";
  let from = 0;
  for (let open = text.indexOf("/*"); open >= 0; open = text.indexOf("/*", from)) {
    const close = text.indexOf("*/", open + 2);
    if (close < 0) break;
    bare += text.slice(from, open);
    from = close + 2;
  }
  return bare + text.slice(from);
}

function closingQuote(bytes: Uint8Array, start: number, end: number): number {
  let i = start;
  while (i < end && bytes[i] !== 0x27) i++;
  return i;
}

export function endOfComment(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0;
  for (let i = start; i < end; i++) {
    if (bytes[i] === 0x2f && bytes[i + 1] === 0x2a) {
      depth++;
      i++;
    } else if (bytes[i] === 0x2a && bytes[i + 1] === 0x2f) {
      i++;
      if (--depth === 0) return i;
    }
  }
  return end;
}
