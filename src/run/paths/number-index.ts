/** Finds places by a number that several may have: four bytes a place. Those with 0 are not found. */
export class NumberIndex {
  readonly #places: Uint32Array;

  /** @param keyOf the number of each place, from 0 to `count` */
  constructor(
    count: number,
    private readonly keyOf: (place: number) => number,
  ) {
    this.#places = Uint32Array.from({ length: count }, (_, place) => place)
      .filter((place) => keyOf(place) !== 0)
      .sort((one, other) => keyOf(one) - keyOf(other) || one - other);
  }

  /** The places that have a number, the first one first. */
  of(key: number): number[] {
    const found: number[] = [];
    for (let at = this.#firstOf(key); at < this.#places.length; at++) {
      const place = this.#places[at] as number;
      if (this.keyOf(place) !== key) break;
      found.push(place);
    }
    return found;
  }

  #firstOf(key: number): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.keyOf(this.#places[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
