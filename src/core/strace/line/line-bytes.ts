export const SPACE = 0x20;
export const DOT = 0x2e;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const PAREN_OPEN = 0x28;
export const SQUARE_OPEN = 0x5b;
export const SQUARE_CLOSE = 0x5d;
const RETURN = 0x0d;
const TAB = 0x09;

/** True for the code of a byte or character from 0 to 9. */
export function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39;
}

/** The end of `bytes[start..end)` without the blanks that end it. */
export function endOfText(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && (bytes[at - 1] === SPACE || bytes[at - 1] === TAB || bytes[at - 1] === RETURN)) at--;
  return at;
}

/** True if `mark` stands at `start`, before `end`. */
export function holds(bytes: Uint8Array, mark: Uint8Array, start: number, end: number): boolean {
  if (start + mark.length > end) return false;
  for (let i = 0; i < mark.length; i++) if (bytes[start + i] !== mark[i]) return false;
  return true;
}

/**
 * True if the line after the one that ends at `end` may be a dump of its bytes: such a line begins with a space. Also
 * true when the next line is not in `bytes` yet.
 */
export function mayHaveDump(bytes: Uint8Array, end: number): boolean {
  const next = bytes[end] === RETURN ? end + 2 : end + 1;
  return next >= bytes.length || bytes[next] === SPACE;
}
