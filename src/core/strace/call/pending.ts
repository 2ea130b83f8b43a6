import { callRow } from "../../syscalls/rows.js";
import type { LineRef } from "../line/line-ref.js";

/** The first half of a call that has not returned yet. */
export interface UnfinishedCall {
  readonly name: string;
  readonly argumentsText: string;
  readonly at: LineRef;
  /** True if the arguments so far are surely in strace's argument language. */
  readonly isSure?: boolean;
  /** True if the call is only counted: nobody heard of its first half. */
  readonly isLeftOut?: boolean;
}

/** What a thread is doing, as far as its lines show. */
export interface ThreadState {
  /** The call that the thread is in. */
  half: UnfinishedCall | null;
  /** A count of all first halves so far, over all threads: the newest half has the highest. */
  order: number;
  /** True if the thread's last line is the second half of a wanted call. */
  isAfterResumed: boolean;
}

const MANY = 1024;

/**
 * The calls that are under way, at most one per thread.
 *
 * strace prints no pid while it traces a single process. So a call may begin on a line without a pid and end on a line
 * with one, or the other way round. Then the name of the call decides.
 */
export class UnfinishedCalls {
  readonly #threads = new Map<number | null, ThreadState>();
  /** With more threads than this, the idle ones are forgotten: a capture does not show the end of every thread. */
  #many = MANY;
  #begun = 0;
  #lastPid: number | null = null;
  #last: ThreadState | null = null;

  /** What a thread is doing. Lines of one thread come in runs, so the last thread is kept at hand. */
  of(pid: number | null): ThreadState {
    if (this.#last && this.#lastPid === pid) return this.#last;
    let doing = this.#threads.get(pid);
    if (!doing) {
      if (this.#threads.size >= this.#many) this.#forgetIdle();
      doing = { half: null, order: 0, isAfterResumed: false };
      this.#threads.set(pid, doing);
    }
    this.#lastPid = pid;
    this.#last = doing;
    return doing;
  }

  /** Adds a first half. Returns the thread's earlier half, if any: its end is missing from the capture. */
  begin(half: UnfinishedCall): UnfinishedCall | null {
    const { pid } = half.at;
    const doing = this.of(pid);
    const before = pid === null ? null : doing.half;
    doing.half = half;
    doing.order = ++this.#begun;
    return before;
  }

  /** Takes out the half that `<... name resumed>` on `pid` completes; null if the capture does not hold it. */
  resume(pid: number | null, name: string): UnfinishedCall | null {
    const own = this.of(pid);
    const doing = own.half ? own : pid === null ? this.#oldest(name) : this.of(null);
    if (doing?.half?.name === name) return take(doing);
    // execve gives a thread its leader's pid; strace does not print that with --quiet=thread-execve
    return callRow(name)?.effect === "exec" ? this.resumeWhere((half) => half.name === name) : null;
  }

  /** Takes out the newest half that `completes` accepts, of the last eight. */
  resumeWhere(completes: (half: UnfinishedCall) => boolean): UnfinishedCall | null {
    const newest = this.#busy().slice(-8).reverse();
    const found = newest.find(({ half }) => half && completes(half));
    return found ? take(found) : null;
  }

  /** Takes out what the thread was doing: it does something else now. */
  drop(pid: number | null): UnfinishedCall | null {
    return take(this.of(pid));
  }

  /** The thread has ended. */
  forget(pid: number | null): void {
    this.#threads.delete(pid);
    this.#last = null;
  }

  /** End of capture: takes out all calls that never returned, in the order in which they began. */
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
    for (const [pid, { half, isAfterResumed }] of this.#threads)
      if (half === null && !isAfterResumed) this.#threads.delete(pid);
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
