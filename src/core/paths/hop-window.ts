import type { Hop } from "./hop.js";
import { HOP_FLOATS, type HopNumbers } from "./hop-fields.js";
import { HopRing } from "./hop-ring.js";

/**
 * So many ended exchanges are known, the latest ones: 2.5 MB. A program that sends one response for longer than so many others take has to be
 * judged without them.
 */
const SIZE = 16_384;

/** The exchanges that ended last, of all connections of a capture. */
export class HopWindow {
  readonly #ring = new HopRing();
  /** How many came so far. */
  #count = 0;

  /** Takes hops as the engine lays them out, the oldest first. */
  add(hops: Float64Array): void {
    for (let from = 0; from < hops.length; from += HOP_FLOATS) this.#ring.put(this.#count++ % SIZE, hops, from);
  }

  /** The one that ended last; null if there is none. */
  get latest(): Hop | null {
    return this.#count === 0 ? null : this.#hops.at((this.#count - 1) % SIZE);
  }

  /** Copies the one that ended last, of one or more, to a place of `ring`. */
  copyLatest(ring: HopRing, place: number): void {
    ring.put(place, this.#hops.floats, ((this.#count - 1) % SIZE) * HOP_FLOATS);
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  get #hops(): HopNumbers {
    return this.#ring.hops;
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

  /** Those that the process of `other` answered, and that ended after a line. */
  *answeredBy(other: Hop, line: number): Generator<Hop> {
    for (const at of this.#reportedAfter(line)) {
      if (this.#hops.isOf(at, "server") && this.#hops.mayBeOfProcessOf(at, other)) yield this.#hops.at(at);
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
