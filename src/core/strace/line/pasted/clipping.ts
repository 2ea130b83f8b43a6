import { latin1 } from "../../../bytes.js";
import { endOfText } from "../line-bytes.js";
import { splitLine } from "../split.js";
import { isOwnLine } from "./own-line.js";

/** Two lines cut at the same width are no chance. */
const ENOUGH = 2;
/** What is looked at before the first line is read, in bytes: more than anybody copies from a terminal. */
const AHEAD = 65_536;
const NEWLINE = 0x0a;

/**
 * Detects a capture that a terminal clipped at its width: several lines stop in the middle of a call at the same
 * length, and no line is longer. A result that ends at that width may have had more digits.
 */
export class Clipping {
  /** The width of the longest line that stopped in the middle of a call, and how many lines stopped there. */
  #edge = 0;
  #stops = 0;

  /** The width of the widest line that was looked at. */
  #widest = 0;
  #isWordWrapped = false;

  /** Looks for the edge in the lines from `start` on, before any of them is read: the first line may be clipped too. */
  look(bytes: Uint8Array, start: number): void {
    const lines = linesOf(bytes, start);
    this.#widest = lines.reduce((widest, { from, end }) => Math.max(widest, end - from), 0);
    const isWide = ({ from, end }: Line): boolean => end - from === this.#widest;
    const stopped = lines.filter(({ from, end }) => isOpen(bytes, from, end));
    const folded = stopped.filter((line) => !goesOnAsOwn(bytes, line));
    this.#isWordWrapped = 2 * folded.filter((line) => !isWide(line)).length > folded.length;
    const isClipped = stopped.some((line) => isWide(line) && goesOnAsOwn(bytes, line));
    if (!isClipped || lines.filter(isWide).length < ENOUGH) return;
    this.#edge = this.#widest;
    this.#stops = ENOUGH;
  }

  /**
   * True if whoever wrapped a line of `width` characters dropped the blank at which it broke. A wrap at a width leaves its
   * lines equally long. One between words does not, and breaks a word only if the line has no blank.
   */
  hasLostBlank(line: string, width: number): boolean {
    return width < this.#widest || (this.#isWordWrapped && line.includes(" "));
  }

  /** A line of `width` characters stopped in the middle of a call, and the next line did not go on with it. */
  stopped(width: number): void {
    if (width > this.#edge) this.#stops = 0;
    if (width >= this.#edge) this.#stops++;
    this.#edge = Math.max(this.#edge, width);
  }

  /** A line of `width` characters holds a whole call. If it is longer than the edge, nothing clips the lines. */
  whole(width: number): void {
    if (width > this.#edge) this.#stops = 0;
  }

  /** True for the width of a line that ends at the edge of a clipped capture. */
  isEdge(width: number): boolean {
    return this.#stops >= ENOUGH && width === this.#edge;
  }
}

interface Line {
  readonly from: number;
  /** Without the blanks after it. */
  readonly end: number;
  readonly next: number;
}

function linesOf(bytes: Uint8Array, start: number): Line[] {
  const lines: Line[] = [];
  const all = Math.min(bytes.length, start + AHEAD);
  for (let from = start; from < all; ) {
    const next = endOfLine(bytes, from) + 1;
    lines.push({ from, end: endOfText(bytes, from, next - 1), next });
    from = next;
  }
  return lines;
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const newline = bytes.indexOf(NEWLINE, from);
  return newline < 0 ? bytes.length : newline;
}

/** True if the line stops in the middle of a call. */
function isOpen(bytes: Uint8Array, from: number, end: number): boolean {
  const { start, end: how } = splitLine(latin1(bytes, from, end));
  return (start === "call" || start === "resumed") && (how === "open" || how === "no-result");
}

/** True if the line after this one is a call of its own, or an event. */
function goesOnAsOwn(bytes: Uint8Array, { next }: Line): boolean {
  return next < bytes.length && isOwnLine(bytes, next, endOfLine(bytes, next));
}
