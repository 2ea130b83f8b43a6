import type { CallPosition } from "./injection.js";
import type { ResponseWrite } from "./response-write.js";

/**
 * Counts, over all runs, at which position each write of the response was seen. Threads share the work differently from
 * run to run, so a write has no fixed position.
 */
export class WritePositions {
  readonly #seen = new Map<number, Map<string, { position: CallPosition; times: number }>>();

  /** Counts the writes of a run up to the first that strace refused: after that the run is no longer an ordinary one. */
  learn(writes: readonly ResponseWrite[]): void {
    for (const { number, call, ordinal, isInjected } of writes) {
      const seen = this.#seen.get(number) ?? new Map<string, { position: CallPosition; times: number }>();
      this.#seen.set(number, seen);
      const key = `${call} ${ordinal}`;
      seen.set(key, { position: { call, ordinal }, times: (seen.get(key)?.times ?? 0) + 1 });
      if (isInjected) return;
    }
  }

  /** The position at which write `number` was seen most often; null if no run had such a write. */
  likeliest(number: number): CallPosition | null {
    const seen = [...(this.#seen.get(number)?.values() ?? [])];
    return seen.sort((one, other) => other.times - one.times)[0]?.position ?? null;
  }
}
