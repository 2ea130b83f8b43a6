/**
 * Marks that people put in the place of what they left out of a string: `...`, `<snip>`, `[...]`, `(more headers)`
 * (core/strace/line/pasted/elided-text.ts). The text is unquoted.
 */
import { byteAt, literalByte } from "../bytes";
import { Char, isWordChar } from "../char";

/** So many other characters may stand in a bracket before the word that makes it a mark, and as many after it. */
const MOST_OTHERS: usize = 40;
/** The bit in which small letters differ from capitals, the one sign for dots (in UTF-8) as if it were a letter. */
const CASE: i32 = 0x20;
const DOTS: i32 = 0xe2;

/** Where the text start..end ends that stands before the first mark: from there on nobody knows which byte is which. */
export function beforeMark(start: usize, end: usize): usize {
  for (let p = start; p < end; p++) {
    if (!isMark(p, end)) continue;
    while (p > start && isBlank(byteAt(p - 1))) p--;
    return p;
  }
  return end;
}

/** True if a mark begins at p. */
function isMark(p: usize, end: usize): bool {
  switch (byteAt(p)) {
    case Char.OpenParen:
    case Char.OpenBracket:
    case Char.OpenBrace:
    case Char.Less:
      return isBracketed(p + 1, end);
    default:
      return endOfDots(p, end) !== 0;
  }
}

/** True for what stands in a bracket from p on, if a closer follows, and dots or a word of those of `isWord` are in it. */
function isBracketed(p: usize, end: usize): bool {
  while (p < end && isBlank(byteAt(p))) p++;
  const dots = endOfDots(p, end);
  if (dots !== 0 && isClosedSoon(dots, end)) return true;
  const far = min(end, p + MOST_OTHERS);
  for (let at = p; at <= far && at < end && isOther(byteAt(at)); at++) {
    const wordEnd = endOfRun(at, end);
    if (wordEnd === at) continue;
    if (isWord(at, wordEnd) && isClosedSoon(wordEnd, end)) return true;
    at = wordEnd - 1;
  }
  return false;
}

/** True if a closer follows after no more than `MOST_OTHERS` characters. */
function isClosedSoon(p: usize, end: usize): bool {
  const far = min(end, p + MOST_OTHERS + 1);
  while (p < far && isOther(byteAt(p))) p++;
  return p < far && isCloser(byteAt(p));
}

/** Where the dots at p end; 0: there are fewer than three. */
function endOfDots(p: usize, end: usize): usize {
  if ((byteAt(p) | CASE) === DOTS) return p + 3 <= end && byteAt(p + 1) === 0x80 && byteAt(p + 2) === 0xa6 ? p + 3 : 0;
  let at = p;
  while (at < end && byteAt(at) === Char.Dot) at++;
  return at - p >= 3 ? at : 0;
}

/** Where the letters, digits and underscores at p end. */
function endOfRun(p: usize, end: usize): usize {
  while (p < end && isWordChar(byteAt(p))) p++;
  return p;
}

function isWord(p: usize, end: usize): bool {
  return (
    is(p, end, "snip") ||
    is(p, end, "snipped") ||
    is(p, end, "cut") ||
    is(p, end, "elided") ||
    is(p, end, "omitted") ||
    is(p, end, "removed") ||
    is(p, end, "truncated") ||
    is(p, end, "skipped") ||
    is(p, end, "stripped") ||
    is(p, end, "more")
  );
}

/** True if p..end is this word, in capitals or small letters. */
function is(p: usize, end: usize, word: string): bool {
  if (end - p !== <usize>word.length) return false;
  for (let i = 0; i < word.length; i++) if ((byteAt(p + i) | CASE) !== literalByte(word, i)) return false;
  return true;
}

function isBlank(char: i32): bool {
  return char === Char.Space || char === Char.Tab;
}

function isCloser(char: i32): bool {
  return char === Char.CloseParen || char === Char.CloseBracket || char === Char.CloseBrace || char === Char.Greater;
}

/** True for what may stand in the bracket of a mark. */
function isOther(char: i32): bool {
  const isOut = char === Char.Return || char === Char.Newline || char === Char.Quote || char === Char.Equals;
  return !isOut && !isCloser(char);
}
