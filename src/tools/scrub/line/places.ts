import type { ArgumentToken } from "../../../core/strace/arguments/parse-arguments.js";

/**
 * Whether the first and the last word of a text are whole, or may be parts of words that go on outside of it. A number that
 * ends a line which the reader joined with the rest of its call counts as whole, and one that ends the capture as well: the
 * analysis reads fds and sizes there.
 */
export interface Ends {
  readonly startsWhole: boolean;
  readonly endsWhole: boolean;
}

export const WHOLE: Ends = { startsWhole: true, endsWhole: true };
/** What follows a word that may go on into it. */
export const REST: Ends = { startsWhole: false, endsWhole: true };
/** What stands before a word that its last one may go on into. */
export const BEGUN: Ends = { startsWhole: true, endsWhole: false };

/** What strace prints in front of a number. */
const BEFORE: ReadonlySet<string> = new Set(["(", "[", "{", ",", "=", "=>", "->", "|", "==", "*", "<<"]);
/** What strace prints after one, besides comments and decorations. */
const AFTER: ReadonlySet<string> = new Set([")", "]", "}", ",", "=>", "->", "|", "==", "*", "<<"]);
/** Words of remarks in front of one: `= 0x802 (flags 0x802)`, `= -1 (errno 11)`. */
const REMARKS: ReadonlySet<string> = new Set(["flags", "errno"]);
const BLANK = /^ *$/;
/** Nothing, or a decoration of which the end is not seen. */
const BLANK_OR_CUT = /^ *(?:<|$)/;

/**
 * Which tokens are numbers in places in which strace prints numbers: whole words, with what may stand before and after a
 * number around them. Nothing else may stay of a number. After a quote that opens no string, all that follows may be
 * what the string holds, so no number stays.
 *
 * @returns the indexes of these tokens
 */
export function numbersInPlace(text: string, tokens: readonly ArgumentToken[], ends: Ends): ReadonlySet<number> {
  const found = new Set<number>();
  const gaps = gapsOf(text, tokens);
  for (let first = 0, last = 0; first < tokens.length; first = last + 1) {
    last = first;
    if (gaps[first]?.includes('"')) return found;
    if (!isInteger(tokens[first])) continue;
    while (isInteger(tokens[last + 1]) && BLANK.test(gaps[last + 1] ?? "")) last++;
    const isList = last > first; // `[4 5]`, a set of fds
    const isFd = first === 0 && !isList && endsFd(text, tokens[0]);
    if (mayBegin(tokens, gaps, first, isList, ends) && (isFd || mayEnd(tokens, gaps, last, isList, ends))) {
      for (let index = first; index <= last; index++) found.add(index);
    }
  }
  return found;
}

/** The first number of a call is its fd, also if other output stands after it. */
function endsFd(text: string, fd: ArgumentToken | undefined): boolean {
  return fd !== undefined && /^[ [({<]/.test(text.slice(fd.startOffset + fd.image.length));
}

/** What stands before each token that belongs to none, and after the last one. */
function gapsOf(text: string, tokens: readonly ArgumentToken[]): string[] {
  let end = 0;
  const gaps = tokens.map(({ startOffset, image }) => {
    const gap = text.slice(end, startOffset);
    end = startOffset + image.length;
    return gap;
  });
  return [...gaps, text.slice(end)];
}

function isInteger(token: ArgumentToken | undefined): boolean {
  return token?.tokenType.name === "Integer";
}

function mayBegin(
  tokens: readonly ArgumentToken[],
  gaps: readonly string[],
  at: number,
  isList: boolean,
  { startsWhole }: Ends,
): boolean {
  if (!BLANK.test(gaps[at] ?? "")) return false;
  const before = tokens[at - 1];
  if (isList) return before?.image === "[";
  if (!before) return startsWhole;
  return BEFORE.has(before.image) || (REMARKS.has(before.image) && tokens[at - 2]?.image === "(");
}

function mayEnd(
  tokens: readonly ArgumentToken[],
  gaps: readonly string[],
  at: number,
  isList: boolean,
  { endsWhole }: Ends,
): boolean {
  const gap = gaps[at + 1] ?? "";
  if (!BLANK_OR_CUT.test(gap)) return false;
  const after = tokens[at + 1];
  if (isList) return after?.image === "]";
  if (!BLANK.test(gap)) return true;
  if (!after) return endsWhole;
  return AFTER.has(after.image) || /^(?:Comment|Decoration)$/.test(after.tokenType.name);
}
