/** Comments, which strace prints after a value: `0x7ffd83e73bb8 /* 35 vars *\/`, with further comments in them. */
import { byteAt } from "../bytes";
import { Char, isWordChar } from "../char";

/** Where the comment ends that opens at p; 0: it does not close, or it stands after nothing. */
export function endOfComment(p: usize, end: usize): usize {
  if (!isAfterTerm(p)) return 0;
  let depth = 0;
  while (p < end) {
    if (byteAt(p) === Char.Slash && byteAt(p + 1) === Char.Star) {
      depth++;
      p += 2;
    } else if (byteAt(p) === Char.Star && byteAt(p + 1) === Char.Slash) {
      p += 2;
      if (--depth === 0) return p <= end ? p : 0;
    } else p++;
  }
  return 0;
}

/** True if a word, a string or a bracket stands before p, or before the blank there. */
function isAfterTerm(p: usize): bool {
  const char = byteAt(byteAt(p - 1) === Char.Space ? p - 2 : p - 1);
  return (
    isWordChar(char) ||
    char === Char.Quote ||
    char === Char.CloseBracket ||
    char === Char.CloseBrace ||
    char === Char.CloseParen
  );
}
