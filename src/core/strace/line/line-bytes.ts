export const SPACE = 0x20;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const DOT = 0x2e;
const RETURN = 0x0d;
/** `= 140517283610624 <0.000012>` and the like: how far from the end of a whole line its ` = ` stands at the most. */
const RESULT_LENGTH = 64;

/** True for a byte, or a character's code, from 0 to 9. */
export function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39;
}

/** True where `mark` stands at `start`. */
export function holds(bytes: Uint8Array, mark: Uint8Array, start: number, end: number): boolean {
  if (start + mark.length > end) return false;
  for (let i = 0; i < mark.length; i++) if (bytes[start + i] !== mark[i]) return false;
  return true;
}

/** True where a line ends with `<unfinished ...>` or the like. */
export function isUnfinished(bytes: Uint8Array, end: number): boolean {
  return bytes[end - 1] === GREATER && bytes[end - 2] === DOT;
}

/** True where a line surely ends with a result. Enough for a call that nobody wants: what it says is not looked at. */
export function endsWhole(bytes: Uint8Array, start: number, end: number): boolean {
  if (isUnfinished(bytes, end)) return false;
  for (let i = end - 2; i > start && i > end - RESULT_LENGTH; i--) {
    if (bytes[i] === EQUALS && bytes[i - 1] === SPACE && bytes[i + 1] === SPACE) return true;
  }
  return false;
}

/** True where the line behind this one may be a dump of its bytes: it begins with a space, or is not there yet. */
export function mayHaveDump(bytes: Uint8Array, end: number): boolean {
  const next = bytes[end] === RETURN ? end + 2 : end + 1;
  return next >= bytes.length || bytes[next] === SPACE;
}
