const BACKSLASH = 0x5c;

/** True where an odd number of backslashes stands before the character. */
export function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (slashes < at && text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
  return slashes % 2 === 1;
}
