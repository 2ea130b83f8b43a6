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

  /** Takes a half in; returns the one that it proves to have been given up (strace dropped it, or a line is missing). */
  begin(half: Half): Half | null {
    const { pid } = half.at;
    const before = pid === null ? null : (this.#halves.get(pid) ?? null);
    this.#halves.delete(pid); // the newest stands last
    this.#halves.set(pid, half);
    return before;
  }

  /** What the thread is doing. */
  of(pid: number | null): Half | null {
    return this.#halves.get(pid) ?? null;
  }

  /** Takes the half that `<... name resumed>` on `pid` completes, or null where its beginning was not captured. */
  resume(pid: number | null, name: string): Half | null {
    for (const key of this.#candidates(pid)) {
      const half = this.#halves.get(key);
      if (half?.name !== name) continue;
      this.#halves.delete(key);
      return half;
    }
    // execve gives a thread its leader's pid; the line that says so may be off (--quiet=thread-execve)
    return name.startsWith("execve") ? this.resumeWhere((half) => half.name === name) : null;
  }

  /** Takes the newest half that `completes` accepts, of the last few. */
  resumeWhere(completes: (half: Half) => boolean): Half | null {
    const newest = [...this.#halves.values()].slice(-8).reverse();
    const half = newest.find(completes) ?? null;
    if (half) this.#halves.delete(half.at.pid);
    return half;
  }

  /** The thread is gone, or does something else: takes what it was doing. */
  drop(pid: number | null): Half | null {
    const half = this.#halves.get(pid) ?? null;
    if (half) this.#halves.delete(pid);
    return half;
  }

  /** End of capture: takes all that never returned, in the order in which it began. */
  dropAll(): Half[] {
    const halves = [...this.#halves.values()];
    this.#halves.clear();
    return halves;
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
