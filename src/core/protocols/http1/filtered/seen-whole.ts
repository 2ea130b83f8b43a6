import type { Exchange } from "../../exchange.js";

/** The largest bodies that were seen to their last byte, of responses whose heads were written by the same call. */
interface Largest {
  /** In the write of the head. */
  withHead: number;
  /** In writes of its own, at least in part. */
  apart: number;
}

/**
 * What a capture has shown of whole responses, for each process. A filter may hide calls that write; but a program that
 * wrote a response of the same size alike, by calls that show, has no reason to write the next one by others.
 */
export class SeenWhole {
  readonly #largest = new WeakMap<object, Map<string | null, Largest>>();
  readonly #hiders = new WeakSet<object>();

  /** A response of the process was decided. */
  add(home: object | null, { verdict, response, calls }: Exchange): void {
    if (home === null || verdict !== "complete" || response?.acceptedBytes == null) return;
    const byCall = this.#largest.get(home) ?? new Map<string | null, Largest>();
    this.#largest.set(home, byCall);
    const call = calls.head?.call ?? null;
    const largest = byCall.get(call) ?? { withHead: -1, apart: -1 };
    byCall.set(call, largest);
    const layout = calls.lastAccepted === calls.head ? "withHead" : "apart";
    largest[layout] = Math.max(response.acceptedBytes, largest[layout]);
  }

  /** The process went on after a response of which bytes did not show: some of its writes are hidden. */
  addHider(home: object | null): void {
    if (home !== null) this.#hiders.add(home);
  }

  /** True if a response of the process was seen whole, and none had hidden bytes. */
  hasAny(home: object | null): boolean {
    return home !== null && this.#largest.has(home) && !this.#hiders.has(home);
  }

  /**
   * True if a response of the process with at least `bytes` of body, written alike, was seen whole, and none had hidden bytes.
   * A head that was written alone has its body elsewhere: a body that came with its head proves nothing of that.
   */
  hasLike(home: object | null, { response, calls }: Exchange, bytes: number): boolean {
    if (home === null || this.#hiders.has(home)) return false;
    const { withHead = -1, apart = -1 } = this.#largest.get(home)?.get(calls.head?.call ?? null) ?? {};
    const isAlone = response?.acceptedBytes === 0;
    return (isAlone ? apart : Math.max(withHead, apart)) >= bytes;
  }

  /** True if the process is known to write by calls that the capture does not show. */
  hides(home: object | null): boolean {
    return home !== null && this.#hiders.has(home);
  }
}
