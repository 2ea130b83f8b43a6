const BACKSLASH = 0x5c;

/** True if an odd number of backslashes stands before the character: it is escaped. */
export function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (slashes < at && text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
  return slashes % 2 === 1;
}
