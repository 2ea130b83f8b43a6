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
  /** True if another call of the thread was seen since: the line with the result is missing, or the lines lost their pids. */
  hasGoneOn?: true;
}

/** What a thread is doing, as far as its lines show. */
export interface ThreadState {
  /** The call that the thread is in. */
  half: UnfinishedCall | null;
  /** If the thread's last line is the second half of a wanted call: how many such lines there were by then; 0 otherwise. */
  resumed: number;
  /** The threads that began the calls before and after this one's, of those that are in a call. */
  older: ThreadState | null;
  newer: ThreadState | null;
  /** How often the rest of its call was looked for in vain. */
  tries: number;
}

/**
 * The calls under way of another reader, if two take turns at the lines of a capture. A thread whose line is read here is taken
 * over, and given back when it is in no call: one reader at a time knows what a thread is doing.
 */
export interface CallsElsewhere {
  /** How many calls are under way there. */
  readonly count: number;
  /** Takes a thread over. */
  take(pid: number | null): { readonly half: UnfinishedCall | null; readonly isAfterResumed: boolean };
  /** The threads that are in a call there. */
  threads(): readonly (number | null)[];
  giveBack(pid: number | null, isAfterResumed: boolean): void;
  /** The thread has ended. */
  forget(pid: number | null): void;
}

const MANY = 1024;
/** More threads than are in a call at once. A call that began before so many others has likely ended, and no line shows it. */
const MOST = 8192;
/** Halves that are looked at when a line does not say whose rest it is: its call began a moment ago. */
const NEAR = 8;
/** The same for a line without a pid: while strace prints none, one thread lives, and few calls are under way. */
const FEW = 64;
/** Characters of a half that may be read again for every line. */
const SHORT = 1024;

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
  /** The thread whose call began first of those under way, and the one whose call began last. */
  #oldest: ThreadState | null = null;
  #newest: ThreadState | null = null;
  /** How many calls are under way. */
  #count = 0;
  /** How many lines were the second half of a wanted call. */
  #resumed = 0;
  #lastPid: number | null = null;
  #last: ThreadState | null = null;
  /** The threads that were taken over, and looked at since something was given back. */
  readonly #taken = new Set<number | null>();

  constructor(private readonly elsewhere: CallsElsewhere | null = null) {}

  /** How many calls are under way here. */
  get count(): number {
    return this.#count;
  }

  /** Gives back the threads that are in no call. */
  giveBack(): void {
    for (const pid of this.#taken) {
      const doing = this.#threads.get(pid);
      if (doing?.half) continue;
      this.elsewhere?.giveBack(pid, doing !== undefined && doing.resumed > 0);
      this.#threads.delete(pid);
    }
    this.#taken.clear();
    this.#last = null;
  }

  #takeAll(): void {
    const { elsewhere } = this;
    if (!elsewhere || elsewhere.count === 0) return;
    for (const pid of elsewhere.threads()) this.of(pid);
  }

  /** What a thread is doing. Lines of one thread come in runs, so the last thread is kept at hand. */
  of(pid: number | null): ThreadState {
    if (this.#last && this.#lastPid === pid) return this.#last;
    let doing = this.#threads.get(pid);
    if (!doing) {
      if (this.#threads.size >= this.#many) this.#forgetIdle();
      doing = { half: null, resumed: 0, older: null, newer: null, tries: 0 };
      this.#threads.set(pid, doing);
      this.#takeOver(pid, doing);
    }
    if (this.elsewhere) this.#taken.add(pid);
    this.#lastPid = pid;
    this.#last = doing;
    return doing;
  }

  #takeOver(pid: number | null, doing: ThreadState): void {
    if (!this.elsewhere) return;
    const { half, isAfterResumed } = this.elsewhere.take(pid);
    if (half) this.#put(doing, half, this.#lastBefore(half.at.line));
    if (isAfterResumed) doing.resumed = ++this.#resumed;
  }

  /** The thread whose call began last before a line, of those that are in a call. */
  #lastBefore(line: number): ThreadState | null {
    let doing = this.#newest;
    while (doing?.half && doing.half.at.line > line) doing = doing.older;
    return doing;
  }

  /** The thread's last line is the second half of a wanted call. */
  noteResumed(pid: number | null): void {
    this.of(pid).resumed = ++this.#resumed;
  }

  /**
   * Adds a first half. Returns the one that is given up for it, if any: the thread's earlier half, whose end is missing from
   * the capture, or the oldest of all, if too many are under way.
   */
  begin(half: UnfinishedCall): UnfinishedCall | null {
    const { pid } = half.at;
    const doing = this.of(pid);
    const before = this.#take(doing);
    this.#put(doing, half);
    if (this.#count + (this.elsewhere?.count ?? 0) > MOST) {
      this.#takeAll();
      return this.#giveUpOldest();
    }
    return before;
  }

  #giveUpOldest(): UnfinishedCall | null {
    const half = this.#oldest && this.#take(this.#oldest);
    if (half && this.elsewhere) this.#taken.add(half.at.pid); // the thread is in no call: it is given back
    return half;
  }

  /** Takes out the half that `<... name resumed>` on `pid` completes; null if the capture does not hold it. */
  resume(pid: number | null, name: string): UnfinishedCall | null {
    const own = this.of(pid);
    const doing = own.half ? own : pid === null ? this.#oldestOf(name) : this.of(null);
    if (doing?.half?.name === name) return this.#take(doing);
    // execve gives a thread its leader's pid; strace does not print that with --quiet=thread-execve
    return callRow(name)?.effect === "exec" ? this.resumeWhere((half) => half.name === name) : null;
  }

  /** Takes out the newest half that `completes` accepts, of the last eight. */
  resumeWhere(completes: (half: UnfinishedCall) => boolean): UnfinishedCall | null {
    this.#takeAll();
    let doing = this.#newest;
    for (let count = 0; doing && count < NEAR; count++, doing = doing.older) {
      const isLong = doing.half !== null && doing.half.argumentsText.length > SHORT;
      if (isLong && doing.tries++ >= NEAR) continue; // to read it again for each line would take too long
      if (doing.half && completes(doing.half)) return this.#take(doing);
    }
    return null;
  }

  /** Takes out what the thread was doing. */
  drop(pid: number | null): UnfinishedCall | null {
    return this.#take(this.of(pid));
  }

  /**
   * The thread makes another call. Takes out the one that it was in, if the line has a pid: its result is missing. When a
   * person cut the pids off, the lines may be of several threads, and the rest may still come.
   */
  goOn(pid: number | null): UnfinishedCall | null {
    const { half } = this.of(pid);
    if (half) half.hasGoneOn = true;
    return pid === null ? null : this.drop(pid);
  }

  /** The thread has ended. */
  forget(pid: number | null): void {
    const doing = this.#threads.get(pid);
    if (doing) this.#take(doing);
    this.#threads.delete(pid);
    this.#taken.delete(pid);
    this.elsewhere?.forget(pid);
    this.#last = null;
  }

  /** End of capture: takes out all calls that never returned, in the order in which they began. */
  dropAll(): UnfinishedCall[] {
    this.#takeAll();
    const halves: UnfinishedCall[] = [];
    for (let half = this.#oldest?.half; half; half = this.#oldest?.half) {
      halves.push(half);
      this.#take(this.#oldest as ThreadState);
    }
    return halves;
  }

  /** After an execve in thread `from`, the kernel gives it the pid of its leader (strace.c, maybe_switch_tcbs). */
  move(from: number, to: number | null): void {
    const doing = this.of(from);
    const heir = this.of(to);
    const { half, older } = doing;
    if (!half || doing === heir) return;
    this.#take(doing);
    const before = older === heir ? heir.older : older;
    this.#take(heir);
    this.#put(heir, half, before);
  }

  /** Keeps the threads that are in a call, and of the others those that were the last to end one on a line of its own. */
  #forgetIdle(): void {
    const resumed: (readonly [number | null, number])[] = [];
    for (const [pid, doing] of this.#threads) {
      if (doing.half === null && doing.resumed === 0) this.#forgetIdleThread(pid);
      else if (doing.half === null) resumed.push([pid, doing.resumed]);
    }
    if (resumed.length > MOST) resumed.sort(([, one], [, other]) => other - one);
    for (const [pid] of resumed.slice(MOST)) this.#forgetIdleThread(pid);
    this.#many = Math.max(MANY, 2 * this.#threads.size);
    this.#last = null;
  }

  #forgetIdleThread(pid: number | null): void {
    this.#threads.delete(pid);
    if (this.elsewhere) this.#taken.add(pid); // it is given back
  }

  #oldestOf(name: string): ThreadState | null {
    this.#takeAll();
    let doing = this.#oldest;
    for (let count = 0; doing && count < FEW; count++, doing = doing.newer) if (doing.half?.name === name) return doing;
    return null;
  }

  /** The thread begins a call: after all others, or after that of `older`. */
  #put(doing: ThreadState, half: UnfinishedCall, older = this.#newest): void {
    const newer = older ? older.newer : this.#oldest;
    this.#count++;
    doing.half = half;
    doing.tries = 0;
    doing.older = older;
    doing.newer = newer;
    if (older) older.newer = doing;
    else this.#oldest = doing;
    if (newer) newer.older = doing;
    else this.#newest = doing;
  }

  #take(doing: ThreadState): UnfinishedCall | null {
    const { half, older, newer } = doing;
    if (!half) return null;
    this.#count--;
    doing.half = null;
    doing.older = null;
    doing.newer = null;
    if (older) older.newer = newer;
    else this.#oldest = newer;
    if (newer) newer.older = older;
    else this.#newest = older;
    return half;
  }
}
