import type { Hop } from "./hop.js";
import { HOP_FLOATS, HopNumbers } from "./hop-fields.js";

/**
 * So many ended exchanges are known, the latest ones: 2 MB. A program that sends one response for longer than so many others take has to be
 * judged without them.
 */
const SIZE = 16_384;
/** So many find room at first, and twice as many whenever there is none: most captures hold few, and memory for all takes longer than they do. */
const FIRST = 64;

/** The exchanges that ended last, of all connections of a capture. */
export class HopWindow {
  #hops = new HopNumbers(new Float64Array(0));
  /** How many came so far. */
  #count = 0;

  /** Takes hops as the engine lays them out, the oldest first. */
  add(hops: Float64Array): void {
    this.#makeRoom(Math.min(SIZE, this.#count + hops.length / HOP_FLOATS));
    for (let at = 0; at < hops.length; at += HOP_FLOATS) {
      this.#hops.floats.set(hops.subarray(at, at + HOP_FLOATS), (this.#count++ % SIZE) * HOP_FLOATS);
    }
  }

  #makeRoom(needed: number): void {
    if (needed <= this.#hops.count) return;
    let room = Math.max(FIRST, this.#hops.count);
    while (room < needed) room *= 2;
    const floats = new Float64Array(room * HOP_FLOATS);
    floats.set(this.#hops.floats); // no hop was overwritten yet, so each keeps its place
    this.#hops = new HopNumbers(floats);
  }

  /** The one that ended last; null if there is none. */
  get latest(): Hop | null {
    return this.#count === 0 ? null : this.#hops.at((this.#count - 1) % SIZE);
  }

  /** Those on which a program may have asked for what it answers on `outer`: nearly all others are passed over before they are read. */
  *askedFor(outer: Hop): Generator<Hop> {
    for (const at of this.#reportedAfter(outer.requestLine)) {
      const hops = this.#hops;
      if (!hops.isOf(at, "client") || hops.endLineAt(at) <= outer.requestLine) continue;
      if (hops.mayBeOfProcessOf(at, outer) && hops.isAskedFrom(at, outer.requestLine)) yield hops.at(at);
    }
  }

  /** Those that may have been answered on the connection on which `client` asked. */
  *answersTo(client: Hop): Generator<Hop> {
    for (const at of this.#reportedAfter(client.requestLine)) {
      if (this.#hops.isOf(at, "server") && this.#hops.mayBeOtherEndOf(at, client)) yield this.#hops.at(at);
    }
  }

  /** Where those stand that were reported after a line, the latest first. */
  *#reportedAfter(line: number): Generator<number> {
    const oldest = Math.max(0, this.#count - SIZE);
    for (let index = this.#count - 1; index >= oldest; index--) {
      const at = index % SIZE;
      if (this.#hops.reportedLineAt(at) <= line) return;
      yield at;
    }
  }
}
