import type { FirstLine } from "./first-lines.js";

/** Two lines cut at the same width are no chance. */
const ENOUGH = 2;

/**
 * Detects a capture that a terminal clipped at its width: several lines stop in the middle of a call at the same
 * length, and no line is longer. A result that ends at that width may have had more digits.
 */
export class Clipping {
  /** The width of the longest line that stopped in the middle of a call, and how many lines stopped there. */
  #edge = 0;
  #stops = 0;

  /** The width at which lines stop, as far as it is known; 0: none did. */
  get edge(): number {
    return this.#edge;
  }

  /** Looks for the edge in the first lines, before any of them is read: the first line may be clipped too. */
  look(lines: readonly FirstLine[]): void {
    const widest = lines.reduce((most, { text }) => Math.max(most, text.length), 0);
    const atEdge = lines.filter(({ text }) => text.length === widest);
    const isClipped = atEdge.some(({ isOpen, isBeforeOwn }) => isOpen && isBeforeOwn);
    if (!isClipped || atEdge.length < ENOUGH) return;
    this.#edge = widest;
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
