import type { Exchange } from "../exchange.js";

/**
 * What a capture has shown of whole responses, for each process. A filter may hide calls that write; but a program that
 * wrote a response of the same size by calls that show has no reason to write the next one by others.
 */
export class SeenWhole {
  /** The largest body that was seen to its last byte. */
  readonly #largest = new WeakMap<object, number>();
  readonly #hiders = new WeakSet<object>();

  /** A response of the process was decided. */
  add(home: object | null, { verdict, response }: Exchange): void {
    if (home === null || verdict !== "complete" || response?.acceptedBytes == null) return;
    this.#largest.set(home, Math.max(response.acceptedBytes, this.#largest.get(home) ?? 0));
  }

  /** The process went on after a response of which bytes did not show: some of its writes are hidden. */
  addHider(home: object | null): void {
    if (home !== null) this.#hiders.add(home);
  }

  /** True if a response of the process with at least `bytes` of body was seen whole, and none had hidden bytes. */
  has(home: object | null, bytes: number): boolean {
    if (home === null || this.#hiders.has(home)) return false;
    return (this.#largest.get(home) ?? -1) >= bytes;
  }

  /** True if the process is known to write by calls that the capture does not show. */
  hides(home: object | null): boolean {
    return home !== null && this.#hiders.has(home);
  }
}
