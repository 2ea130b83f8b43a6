/** A set of whole numbers that are added in rising order: two numbers for each run of them. */
export class IndexRanges {
  /** The first number of each run, and the one after its last, in turns. */
  readonly #bounds: number[] = [];
  /** How many numbers are in it. */
  count = 0;

  add(index: number): void {
    const bounds = this.#bounds;
    if (bounds.at(-1) === index) bounds[bounds.length - 1] = index + 1;
    else bounds.push(index, index + 1);
    this.count++;
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  has(index: number): boolean {
    let low = 0;
    let high = this.#bounds.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#bounds[middle] as number) <= index) low = middle + 1;
      else high = middle;
    }
    return low % 2 === 1; // an odd number of bounds is at or before it: a run has begun, and not ended
  }
}
