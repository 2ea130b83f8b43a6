/** Finds places by a number that several may have: four bytes a place. Those with 0 are not found. */
export class NumberIndex {
  readonly #places: Uint32Array;

  /** @param keyOf the number of each place, from 0 to `count` */
  constructor(
    count: number,
    private readonly keyOf: (place: number) => number,
  ) {
    const keys = Int32Array.from({ length: count }, (_, place) => keyOf(place)); // a sort asks for each many times
    const of = (place: number): number => keys[place] as number;
    this.#places = Uint32Array.from({ length: count }, (_, place) => place)
      .filter((place) => of(place) !== 0)
      .sort((one, other) => of(one) - of(other) || one - other);
  }

  /** The places that have a number, the first one first, and no more than `most` of them. */
  of(key: number, most = Number.POSITIVE_INFINITY): number[] {
    const found: number[] = [];
    for (let at = this.#firstOf(key); at < this.#places.length && found.length < most; at++) {
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
