import type { Place } from "./syscall.js";

/** The first half of a call that has not returned yet. */
export interface Half {
  readonly name: string;
  readonly argumentsText: string;
  readonly at: Place;
}

/**
 * The calls that are under way, at most one a thread.
 *
 * strace prints no pid while a single process lives, so that a half may begin without a pid and end with
 * one (or the other way round): then the name decides.
 */
export class PendingCalls {
  readonly #halves = new Map<number | null, Half>();

  begin(half: Half): void {
    this.#halves.set(half.at.pid, half);
  }

  /** Takes the half that `<... name resumed>` on `pid` completes, or null where its beginning was not captured. */
  resume(pid: number | null, name: string): Half | null {
    for (const key of this.#candidates(pid)) {
      const half = this.#halves.get(key);
      if (half?.name !== name) continue;
      this.#halves.delete(key);
      return half;
    }
    return null;
  }

  /** The thread is gone, and with it whatever it was doing. */
  drop(pid: number | null): Half | null {
    const half = this.#halves.get(pid) ?? null;
    this.#halves.delete(pid);
    return half;
  }

  /** After an execve in thread `from`, the kernel gives it the pid of its leader (strace.c, maybe_switch_tcbs). */
  move(from: number, to: number | null): void {
    const half = this.drop(from);
    if (half) this.#halves.set(to, half);
  }

  #candidates(pid: number | null): Iterable<number | null> {
    if (this.#halves.has(pid)) return [pid];
    return pid === null ? this.#halves.keys() : [null];
  }
}
