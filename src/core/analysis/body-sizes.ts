import type { Counting } from "./groups.js";
import type { BodySizes } from "./model.js";

const TWO_32 = 2 ** 32;

/** What arrived of bodies, by their declared size: a bucket a power of two, so that there are few. */
export class SizeBuckets {
  /** By how many bits the size has. */
  readonly #buckets: Counting<BodySizes>[] = [];

  /** A response that was decided: `delivered` of `declared` body bytes. */
  count(declared: number, delivered: number, isTruncated: boolean): void {
    const bucket = this.#of(declared);
    bucket.responses++;
    if (isTruncated) bucket.truncated++;
    bucket.declaredBytes += declared;
    bucket.deliveredBytes += Math.min(delivered, declared);
  }

  add(part: BodySizes): void {
    const bucket = this.#of(part.fromBytes);
    bucket.responses += part.responses;
    bucket.truncated += part.truncated;
    bucket.declaredBytes += part.declaredBytes;
    bucket.deliveredBytes += part.deliveredBytes;
  }

  /** Those that hold something, the smallest sizes first. */
  get all(): BodySizes[] {
    return this.#buckets.filter((bucket) => bucket !== undefined).map((bucket) => ({ ...bucket }));
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

/** Bits of a whole number: logarithms round up where it is large. */
function bitsOf(size: number): number {
  return size < TWO_32 ? 32 - Math.clz32(size) : 64 - Math.clz32(size / TWO_32);
}
