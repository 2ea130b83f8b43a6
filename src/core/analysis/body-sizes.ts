import type { Counting } from "./groups.js";
import type { BodySizes } from "./model.js";

const TWO_32 = 2 ** 32;

/** Counts bodies by their declared size, with one bucket for each power of two. */
export class SizeBuckets {
  /** Indexed by the number of bits of the size. */
  readonly #buckets: Counting<BodySizes>[] = [];

  /** Counts a response that delivered `delivered` of its `declared` body bytes. */
  count(declared: number, delivered: number, isTruncated: boolean): void {
    const bucket = this.#of(declared);
    bucket.responses++;
    if (isTruncated) bucket.truncated++;
    bucket.declaredBytes += declared;
    bucket.deliveredBytes += Math.min(delivered, declared);
  }

  /** Takes back a truncated response that was counted. */
  discount(declared: number, delivered: number): void {
    const bucket = this.#of(declared);
    bucket.responses--;
    bucket.truncated--;
    bucket.declaredBytes -= declared;
    bucket.deliveredBytes -= Math.min(delivered, declared);
  }

  /** Adds a bucket that was counted elsewhere. */
  add(part: BodySizes): void {
    const bucket = this.#of(part.fromBytes);
    bucket.responses += part.responses;
    bucket.truncated += part.truncated;
    bucket.declaredBytes += part.declaredBytes;
    bucket.deliveredBytes += part.deliveredBytes;
  }

  /** The buckets that are not empty, smallest sizes first. */
  get all(): BodySizes[] {
    return this.#buckets
      .filter((bucket) => bucket !== undefined && bucket.responses !== 0)
      .map((bucket) => ({ ...bucket }));
  }

  #of(size: number): Counting<BodySizes> {
    const bits = bitsOf(size);
    this.#buckets[bits] ??= {
      fromBytes: bits === 0 ? 0 : 2 ** (bits - 1),
      responses: 0,
      truncated: 0,
      declaredBytes: 0,
      deliveredBytes: 0,
    };
    return this.#buckets[bits] as Counting<BodySizes>;
  }
}

/** The number of bits of a whole number. `Math.log2` would round up for large ones. */
function bitsOf(size: number): number {
  return size < TWO_32 ? 32 - Math.clz32(size) : 64 - Math.clz32(size / TWO_32);
}
