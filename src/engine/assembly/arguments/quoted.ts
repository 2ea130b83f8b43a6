/** Strings in quotes. */
import { byteAt, findFar } from "../bytes";
import { Char } from "../char";

/** Where the string ends whose opening quote is at p; 0: it does not close. strace escapes `"` and `\` (util.c, string_quote). */
export function endOfQuoted(p: usize, end: usize): usize {
  let quote = findFar(p + 1, end, Char.Quote);
  while (quote !== 0 && isEscaped(quote)) quote = findFar(quote + 1, end, Char.Quote);
  return quote === 0 ? 0 : quote + 1;
}

/** True if an odd number of backslashes stands before the quote. The string's opening quote is none of them. */
function isEscaped(quote: usize): bool {
  let p = quote - 1;
  while (byteAt(p) === Char.Backslash) p--;
  return ((quote - p) & 1) === 0;
}
