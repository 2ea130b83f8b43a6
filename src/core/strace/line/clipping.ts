import { latin1 } from "../../bytes.js";
import { endOfText } from "./line-bytes.js";
import { isOwnLine } from "./own-line.js";
import { splitLine } from "./split.js";

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

  /** Looks for the edge in the lines from `start` on, before any of them is read: the first line may be clipped too. */
  look(bytes: Uint8Array, start: number): void {
    const all = Math.min(bytes.length, start + AHEAD);
    let widest: number[] = [];
    let width = 0;
    for (let from = start; from < all; ) {
      const newline = bytes.indexOf(NEWLINE, from);
      const end = newline < 0 ? bytes.length : newline;
      const own = endOfText(bytes, from, end) - from;
      if (own > width) widest = [];
      width = Math.max(width, own);
      if (own === width) widest.push(from);
      from = end + 1;
    }
    const stops = widest.filter((from) => stopsAt(bytes, from, from + width)).length;
    if (stops === 0 || widest.length < ENOUGH) return;
    this.#edge = width;
    this.#stops = ENOUGH;
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

/** True if the line stops in the middle of a call, and the next line is one of its own. */
function stopsAt(bytes: Uint8Array, start: number, end: number): boolean {
  const { start: kind, end: how } = splitLine(latin1(bytes, start, end));
  const isOpen = (kind === "call" || kind === "resumed") && (how === "open" || how === "no-result");
  if (!isOpen) return false;
  const newline = bytes.indexOf(NEWLINE, end);
  const next = newline < 0 ? bytes.length : newline + 1;
  const nextEnd = bytes.indexOf(NEWLINE, next);
  return isOwnLine(bytes, next, nextEnd < 0 ? bytes.length : nextEnd);
}
