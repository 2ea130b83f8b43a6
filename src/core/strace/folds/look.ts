import { bytesOf, latin1 } from "../../bytes.js";
import { mayHoldOutput } from "../line/interruption.js";
import type { FirstLine } from "../line/pasted/first-lines.js";
import { splitLine } from "../line/split.js";
import type { Fold } from "./fold.js";
import { lineState, stringLimitOf } from "./line-state.js";
import { Unfolder } from "./unfolder.js";

/** A break at a width leaves a piece narrower by this much at most, when blanks stood there. */
const DROPPED = 2;
/** One piece in so many is narrower by more: then the lines were broken between words. */
const RAGGED = 10;
/** As many strings have to be cut at the same length. */
const AGREEING = 2;

/**
 * How the capture that begins with these lines was folded; null if it was not. The lines are put together for a trial:
 * more of them have to become whole than stay open.
 */
export function foldIn(lines: readonly FirstLine[]): Fold | null {
  const isFolded = ({ text, isOpen, isBeforeOwn }: FirstLine): boolean =>
    isOpen && !isBeforeOwn && lineState(text) !== "interrupted"; // strace itself ends a line at a message of its own
  const folded = lines.filter(isFolded);
  const width = widthOf(lines);
  const tried = (at: Fold["at"], most = width): Trial => unfolded({ width: most, at, stringLimit: 0 }, lines);
  const marked = folded.filter(({ text }) => text.endsWith("\\"));
  if (folded.length === 0) return null;
  if (2 * marked.length > folded.length) return foldOf(tried("backslash"));
  const words = betterOf(tried("words"), tried("words", widthOf(lines.filter(hasBlank))));
  const pieces = tried("width");
  return foldOf(areWords(words, pieces) ? words : pieces);
}

/** False for a word alone on its line: where words are not broken, it may be wider than the page. */
function hasBlank({ text }: FirstLine): boolean {
  return text.includes(" ");
}

/** True if the lines were rather broken between words than at a width: the pieces are uneven, or fewer strings break. */
function areWords(words: Trial, pieces: Trial): boolean {
  if (words.gain <= 0 || pieces.gain <= 0) return pieces.gain <= 0;
  return words.isRagged || words.lost < pieces.lost;
}

function betterOf(first: Trial, second: Trial): Trial {
  return second.gain > first.gain || (second.gain === first.gain && second.lost < first.lost) ? second : first;
}

/** The most characters of a piece. Other lines may be longer: perhaps only a part was pasted so. */
function widthOf(lines: readonly FirstLine[]): number {
  let isWithin = false;
  let width = 0;
  for (const { text, isOpen, isBeforeOwn } of lines) {
    isWithin = (isWithin || isOpen) && !isBeforeOwn;
    if (isWithin) width = Math.max(width, text.length);
  }
  return lines.reduce((most, { text }) => (text.length <= width + DROPPED ? Math.max(most, text.length) : most), width);
}

function foldOf({ gain, fold, whole }: Trial): Fold | null {
  return gain > 0 ? { ...fold, stringLimit: agreedLimit(whole) } : null;
}

interface Trial {
  readonly fold: Fold;
  /** The lines that were put together. */
  readonly whole: readonly string[];
  /** How many more became whole than stayed open. */
  readonly gain: number;
  /** How many became whole and lack a byte in a string. */
  readonly lost: number;
  /** True if many of their pieces are narrower than a break at a width leaves them. */
  readonly isRagged: boolean;
}

function unfolded(fold: Fold, lines: readonly FirstLine[]): Trial {
  const whole: string[] = [];
  const before: number[] = [];
  let open = 0;
  let lost = 0;
  let at = 0;
  const put = (text: string, count: number): void => {
    if (count > 1) whole.push(text);
    else if (lineState(text) === "begun") open++;
    for (const piece of lines.slice(at, at + count - 1)) before.push(piece.text.length);
    at += count;
  };
  const unfolder = new Unfolder(fold, {
    line: (bytes, start, end, _isCut, count) => put(latin1(bytes, start, end), count),
    lost: (text, count) => {
      lost++;
      put(text, count);
    },
  });
  for (const { text } of lines) {
    const bytes = bytesOf(text);
    unfolder.push(bytes, 0, bytes.length, false);
  }
  unfolder.finish();
  const narrow = before.filter((width) => width < fold.width - DROPPED);
  return {
    fold,
    whole,
    gain: whole.filter((text) => !isOutput(text)).length - open,
    lost,
    isRagged: RAGGED * narrow.length > before.length,
  };
}

/** True for a call that may have printed into its own line. */
function isOutput(text: string): boolean {
  const { nameStart, nameEnd, argsStart } = splitLine(text);
  return mayHoldOutput(text.slice(nameStart, nameEnd), text.slice(argsStart));
}

/** Where several strings were cut. One that lost a character is shorter, none is longer. */
function agreedLimit(lines: readonly string[]): number {
  const limits = lines.map(stringLimitOf);
  const most = Math.max(0, ...limits);
  return limits.filter((limit) => limit === most).length >= AGREEING ? most : 0;
}
