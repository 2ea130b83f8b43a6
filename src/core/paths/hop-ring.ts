import { HOP_FLOATS, HopNumbers } from "./hop-fields.js";

/** So many find room at first, and twice as many whenever there is none: most captures hold few, and memory for all takes longer than they do. */
const FIRST = 64;

/** Places for the latest hops of a capture, as numbers. */
export class HopRing {
  #hops = new HopNumbers(new Float64Array(0));

  get hops(): HopNumbers {
    return this.#hops;
  }

  /** Copies the hop that begins at `from` to a place. Views of single hops would take longer than the numbers. */
  put(at: number, floats: Float64Array, from: number): void {
    if (at >= this.#hops.count) this.#makeRoom(at + 1);
    const to = this.#hops.floats;
    const start = at * HOP_FLOATS;
    for (let index = 0; index < HOP_FLOATS; index++) to[start + index] = floats[from + index] as number;
  }

  #makeRoom(needed: number): void {
    let room = Math.max(FIRST, this.#hops.count);
    while (room < needed) room *= 2;
    const floats = new Float64Array(room * HOP_FLOATS);
    floats.set(this.#hops.floats);
    this.#hops = new HopNumbers(floats);
  }
}
