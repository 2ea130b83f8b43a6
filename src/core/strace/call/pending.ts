import { callRow } from "../../syscalls/rows.js";
import type { LineRef } from "../line/line-ref.js";

/** The first half of a call that has not returned yet. */
export interface UnfinishedCall {
  readonly name: string;
  readonly argumentsText: string;
  readonly at: LineRef;
}

/** What a thread is doing, as far as its lines tell. */
export interface ThreadState {
  /** The call that it is in. */
  half: UnfinishedCall | null;
  /** How many halves had begun by then, over all threads: the newest has the most. */
  order: number;
  /** The call that it is in whose first half was left out, though calls of the name are wanted. */
  leftOut: string | null;
  /** Its last line is the second half of a call that somebody wants. */
  isAfterResumed: boolean;
}

const MANY = 1024;

/**
 * The calls that are under way, at most one a thread.
 *
 * strace prints no pid while a single process lives, so that a half may begin without a pid and end with
 * one (or the other way round): then the name decides.
 */
export class UnfinishedCalls {
  readonly #threads = new Map<number | null, ThreadState>();
  /** How many threads are known before those that do nothing are forgotten: not all of them are seen to end. */
  #many = MANY;
  #begun = 0;
  #lastPid: number | null = null;
  #last: ThreadState | null = null;

  /** What a thread is doing. Lines of one thread come in runs: the last is at hand. */
  of(pid: number | null): ThreadState {
    if (this.#last && this.#lastPid === pid) return this.#last;
    let doing = this.#threads.get(pid);
    if (!doing) {
      if (this.#threads.size >= this.#many) this.#forgetIdle();
      doing = { half: null, order: 0, leftOut: null, isAfterResumed: false };
      this.#threads.set(pid, doing);
    }
    this.#lastPid = pid;
    this.#last = doing;
    return doing;
  }

  /** Takes a half in; returns the one that it proves to have been given up (strace dropped it, or a line is missing). */
  begin(half: UnfinishedCall): UnfinishedCall | null {
    const { pid } = half.at;
    const doing = this.of(pid);
    const before = pid === null ? null : doing.half;
    doing.half = half;
    doing.order = ++this.#begun;
    return before;
  }

  /** Takes the half that `<... name resumed>` on `pid` completes, or null where its beginning was not captured. */
  resume(pid: number | null, name: string): UnfinishedCall | null {
    const own = this.of(pid);
    const doing = own.half ? own : pid === null ? this.#oldest(name) : this.of(null);
    if (doing?.half?.name === name) return take(doing);
    // execve gives a thread its leader's pid; the line that says so may be off (--quiet=thread-execve)
    return callRow(name)?.effect === "exec" ? this.resumeWhere((half) => half.name === name) : null;
  }

  /** Takes the newest half that `completes` accepts, of the last few. */
  resumeWhere(completes: (half: UnfinishedCall) => boolean): UnfinishedCall | null {
    const newest = this.#busy().slice(-8).reverse();
    const found = newest.find(({ half }) => half && completes(half));
    return found ? take(found) : null;
  }

  /** The thread does something else: takes what it was doing. */
  drop(pid: number | null): UnfinishedCall | null {
    return take(this.of(pid));
  }

  /** The thread is gone: nothing is kept of it. */
  forget(pid: number | null): void {
    this.#threads.delete(pid);
    this.#last = null;
  }

  /** End of capture: takes all that never returned, in the order in which it began. */
  dropAll(): UnfinishedCall[] {
    return this.#busy().flatMap((doing) => take(doing) ?? []);
  }

  /** After an execve in thread `from`, the kernel gives it the pid of its leader (strace.c, maybe_switch_tcbs). */
  move(from: number, to: number | null): void {
    const { order } = this.of(from);
    const half = this.drop(from);
    if (half) Object.assign(this.of(to), { half, order });
  }

  #forgetIdle(): void {
    for (const [pid, { half, leftOut, isAfterResumed }] of this.#threads)
      if (half === null && leftOut === null && !isAfterResumed) this.#threads.delete(pid);
    this.#many = Math.max(MANY, 2 * this.#threads.size);
    this.#last = null;
  }

  #oldest(name: string): ThreadState | null {
    return this.#busy().find(({ half }) => half?.name === name) ?? null;
  }

  /** The threads that are in a call, the newest last. */
  #busy(): ThreadState[] {
    return [...this.#threads.values()]
      .filter(({ half }) => half !== null)
      .sort((one, other) => one.order - other.order);
  }
}

function take(doing: ThreadState): UnfinishedCall | null {
  const { half } = doing;
  doing.half = null;
  return half;
}
