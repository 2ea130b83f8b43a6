/** Finds those of the latest things that have a number: each refers to the one before it whose number has the same last bits. */
export class LatestNumbers {
  readonly #numbers: Int32Array;
  readonly #before: Int32Array;
  /** The latest of each chain. Things are counted from 1; 0: none. */
  readonly #latest: Int32Array;

  /** @param size so many things are known: a power of two. What is older than those is never found. */
  constructor(private readonly size: number) {
    this.#numbers = new Int32Array(size);
    this.#before = new Int32Array(size);
    this.#latest = new Int32Array(size);
  }

  /** The `count`th thing, counted from 1, has this number, an i32. Others may have been left out before it. */
  add(count: number, number: number): void {
    const chain = number & (this.size - 1);
    const place = count & (this.size - 1);
    this.#numbers[place] = number;
    this.#before[place] = this.#latest[chain] as number;
    this.#latest[chain] = count;
  }

  /** Which of the first `count` things have this number, the latest first. */
  of(number: number, count: number): number[] {
    const found: number[] = [];
    const oldest = Math.max(1, count - this.size + 1);
    let at = this.#latest[number & (this.size - 1)] as number;
    while (at >= oldest) {
      const place = at & (this.size - 1);
      if (this.#numbers[place] === number) found.push(at);
      at = this.#before[place] as number;
    }
    return found;
  }
}
