/** So many lines cut at the same width are no chance. */
const ENOUGH = 2;

/**
 * Tells lines that a terminal, or whoever copied from one, clipped at its width: several that stop in the middle of a
 * call are of the same length, and none is longer. A result at that very edge may have had more digits.
 */
export class Clipping {
  #width = 0;
  #count = 0;

  /** A line stopped in the middle of a call, and the next did not go on with it. */
  stopped(width: number): void {
    if (width > this.#width) this.#count = 0;
    if (width >= this.#width) this.#count++;
    this.#width = Math.max(this.#width, width);
  }

  /** True where a whole line ends at the edge. A longer one shows that there is none. */
  observe(width: number): boolean {
    if (width > this.#width) this.#count = 0;
    return this.#count >= ENOUGH && width === this.#width;
  }
}
