const GREATER = 0x3e;
const LESS = 0x3c;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACKET_OPEN = 0x5b;
const BRACKET_CLOSE = 0x5d;

/** Random access to characters, so that the same scan serves bytes (the pre-scan) and text (the lexer). */
export type CharAt = (index: number) => number;

/**
 * The index just behind the string whose opening quote stands at `start`, or -1 when it never closes.
 * strace escapes `"` and `\` and nothing else can hide a quote (util.c, string_quote).
 */
export function endOfString(at: CharAt, start: number, end: number): number {
  for (let i = start + 1; i < end; i++) {
    const char = at(i);
    if (char === BACKSLASH) i++;
    else if (char === QUOTE) return i + 1;
  }
  return -1;
}

/** The text without its strings; one that never closes stays, from its quote on. Any length: no regular expression. */
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
 * The index just behind the `<...>` of `-y`/`-yy` that opens at `start`, or -1.
 *
 * Paths escape `<` and `>`, so that only `<char 1:3>` and the like nest; socket decorations end with
 * `]>`, hold `->`, and quote Unix paths without escaping `>` in them (socketutils.c).
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

const T = 0x54;
const C = 0x43;

/** `endOfDecoration` for text. An Internet socket's holds no quote: its end is searched for natively. */
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

/** And for bytes. */
export function endOfDecorationAt(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start + 1] !== T || bytes[start + 2] !== C) return endInBytes(bytes, start, end);
  for (let i = start + 3; i < end; i++) if (bytes[i] === GREATER && bytes[i - 1] === BRACKET_CLOSE) return i + 1;
  return -1;
}

function endInBytes(bytes: Uint8Array, start: number, end: number): number {
  return endOfDecoration((i) => bytes[i] ?? -1, start, end);
}

/** Socket decorations read `TCP:[`, `UNIX-STREAM:[`, `(null):[`; `anon_inode:[` and `pipe:[` are lower case. */
function opensSocket(at: CharAt, start: number, end: number): boolean {
  const first = at(start);
  if (!((first >= 0x41 && first <= 0x5a) || first === 0x28)) return false;
  for (let i = start; i < end && i < start + 24; i++) {
    if (at(i) === BRACKET_OPEN) return at(i - 1) === 0x3a;
  }
  return false;
}
