const GREATER = 0x3e;
const LESS = 0x3c;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACKET_OPEN = 0x5b;
const BRACKET_CLOSE = 0x5d;

/** Random access to characters, so that the same scan serves bytes (the pre-scan) and text (the lexer). */
export type CharAt = (index: number) => number;

/**
 * The index right after the string whose opening quote is at `start`, or -1 if it never closes. strace escapes `"` and
 * `\`, and nothing else can hide a quote (util.c, string_quote).
 */
export function endOfString(at: CharAt, start: number, end: number): number {
  for (let i = start + 1; i < end; i++) {
    const char = at(i);
    if (char === BACKSLASH) i++;
    else if (char === QUOTE) return i + 1;
  }
  return -1;
}

/**
 * The text without its strings. A string that never closes stays, from its quote on. It uses no regular expression,
 * because the text may be of any length.
 */
export function withoutStrings(text: string): string {
  const at = (i: number): number => text.charCodeAt(i);
  let bare = "";
  let from = 0;
  for (let quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', from)) {
    const end = endOfString(at, quote, text.length);
    if (end < 0) break;
    bare += text.slice(from, quote);
    from = end;
  }
  return bare + text.slice(from);
}

/**
 * The index right after the `<...>` of `-y` or `-yy` that opens at `start`, or -1.
 *
 * strace escapes `<` and `>` in paths, so only `<char 1:3>` and the like nest. The decoration of a socket ends with `]>`
 * and holds `->`. It quotes Unix paths and does not escape `>` in them (socketutils.c).
 */
export function endOfDecoration(at: CharAt, start: number, end: number): number {
  const isSocket = opensSocket(at, start + 1, end);
  let depth = 0;
  for (let i = start; i < end; i++) {
    const char = at(i);
    if (isSocket) {
      if (char === QUOTE) {
        i = endOfString(at, i, end) - 1;
        if (i < 0) return -1;
      } else if (char === GREATER && at(i - 1) === BRACKET_CLOSE) return i + 1;
    } else if (char === LESS) depth++;
    else if (char === GREATER && --depth === 0) return i + 1;
  }
  return -1;
}

const SLASH = 0x2f;
const T = 0x54;
const C = 0x43;

/** `endOfDecoration` for text. An Internet socket's decoration holds no quote, so a native search finds its end. */
export function endOfDecorationIn(text: string, start: number): number {
  if (text.charCodeAt(start + 1) === T && text.charCodeAt(start + 2) === C) {
    const close = text.indexOf("]>", start);
    return close < 0 ? -1 : close + 2;
  }
  return endInText(text, start);
}

function endInText(text: string, start: number): number {
  return endOfDecoration((i) => text.charCodeAt(i), start, text.length);
}

/** `endOfDecoration` for bytes. */
export function endOfDecorationAt(bytes: Uint8Array, start: number, end: number): number {
  if (isFile(bytes[start + 1])) return endOfFileAt(bytes, start, end);
  if (bytes[start + 1] !== T || bytes[start + 2] !== C) return endInBytes(bytes, start, end);
  for (let i = start + 3; i < end; i++) if (bytes[i] === GREATER && bytes[i - 1] === BRACKET_CLOSE) return i + 1;
  return -1;
}

/** `endOfDecoration` for a path, a pipe or another decoration that begins like one: no socket's. */
function endOfFileAt(bytes: Uint8Array, start: number, end: number): number {
  let depth = 1;
  for (let i = start + 1; i < end; i++) {
    if (bytes[i] === LESS) depth++;
    else if (bytes[i] === GREATER && --depth === 0) return i + 1;
  }
  return -1;
}

function isFile(first: number | undefined): boolean {
  return first !== undefined && (first === SLASH || (first >= 0x61 && first <= 0x7a));
}

function endInBytes(bytes: Uint8Array, start: number, end: number): number {
  return endOfDecoration((i) => bytes[i] ?? -1, start, end);
}

/** True for a socket's decoration: `TCP:[`, `UNIX-STREAM:[`, `(null):[`. Those of `anon_inode:[` and `pipe:[` are lower case. */
function opensSocket(at: CharAt, start: number, end: number): boolean {
  const first = at(start);
  if (!((first >= 0x41 && first <= 0x5a) || first === 0x28)) return false;
  for (let i = start; i < end && i < start + 24; i++) {
    if (at(i) === BRACKET_OPEN) return at(i - 1) === 0x3a;
  }
  return false;
}
