import type { Role } from "../protocols/judgement.js";
import type { Hop } from "./hop.js";
import { HOP_FLOATS, HopNumbers } from "./hop-fields.js";

/**
 * So many ended exchanges are known, the latest ones: 1.8 MB. A program that sends one response for longer than so many others take has to be
 * judged without them.
 */
const SIZE = 16_384;

/** The exchanges that ended last, of all connections of a capture. */
export class HopWindow {
  #hops = new HopNumbers(new Float64Array(0));
  /** How many came so far. */
  #count = 0;

  /** Takes hops as the engine lays them out, the oldest first. */
  add(hops: Float64Array): void {
    if (this.#count === 0) this.#hops = new HopNumbers(new Float64Array(SIZE * HOP_FLOATS));
    for (let at = 0; at < hops.length; at += HOP_FLOATS) {
      this.#hops.floats.set(hops.subarray(at, at + HOP_FLOATS), (this.#count++ % SIZE) * HOP_FLOATS);
    }
  }

  /** The one that ended last; null if there is none. */
  get latest(): Hop | null {
    return this.#count === 0 ? null : this.#hops.at((this.#count - 1) % SIZE);
  }

  /** Those of a role that ended on a line after `line`, the latest first. */
  *endedAfter(line: number, role: Role): Generator<Hop> {
    const oldest = Math.max(0, this.#count - SIZE);
    for (let index = this.#count - 1; index >= oldest; index--) {
      const at = index % SIZE;
      if (this.#hops.reportedLineAt(at) <= line) return;
      if (this.#hops.endLineAt(at) > line && this.#hops.isOf(at, role)) yield this.#hops.at(at);
    }
  }
}
