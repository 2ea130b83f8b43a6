import { FdTable } from "./fds/fd-table.js";
import type { MarkCounter } from "./later/marks.js";
import type { Thread } from "./thread.js";

/** More threads than are traced at once. One that was idle for longer than so many others has likely ended. */
const MOST_THREADS = 8192;
const NONE: readonly Thread[] = [];

/** A clone that has not returned in the parent. Its child may already run. */
interface PendingClone {
  readonly parent: Thread;
  readonly sharesFiles: boolean;
  /** The pid that was taken for the child; null until a new pid appears. */
  child: number | null;
}

/**
 * The traced threads. strace prints no pid while it traces a single thread (strace.c, printleader). A line without a
 * pid therefore belongs to the only living thread, or else to the first one.
 */
export class Threads {
  readonly #byPid = new Map<number, Thread>();
  readonly #pendingClones = new Map<Thread, PendingClone>();
  readonly #attached = new Set<number>();
  /** The threads that use each table. */
  readonly #users = new WeakMap<FdTable, Set<Thread>>();
  /** Threads that were removed inside a call. strace has yet to print the end of the call. */
  readonly #ending = new Map<number, Thread>();
  /** True once threads that were assumed to share a process turned out to belong to several. */
  hasSplit = false;
  /** True once a thread appeared whose clone was not captured, so that its process had to be assumed. */
  hasAssumed = false;
  /** True once threads were forgotten: a pid that is new may be one of them, and of any process. */
  #hasForgotten = false;
  #uses = 0;
  #first: Thread | null = null;
  #assumed: FdTable | null = null;

  constructor(private readonly counter: MarkCounter) {}

  /** The thread of a line. A pid that is new becomes a child of a pending clone, or a thread of the assumed process. */
  resolve(pid: number | null): Thread {
    if (pid === null) return this.#unnamed();
    const known = this.#byPid.get(pid) ?? this.#ending.get(pid);
    if (known) {
      known.lastUse = ++this.#uses;
      return known;
    }
    if (this.#first?.pid === null && !this.#attached.has(pid)) return this.#name(this.#first, pid);
    const pending = this.#pendingFor(pid);
    return pending ? this.#child(pending, pid) : this.#ofUnknownProcess(pid);
  }

  /** The thread of a line, or null if it is new. */
  find(pid: number | null): Thread | null {
    return pid === null ? (this.#only() ?? this.#first) : (this.#byPid.get(pid) ?? null);
  }

  /** strace printed the thread's last line. */
  forget(pid: number | null): void {
    if (pid === null) return;
    this.#ending.delete(pid);
    this.#attached.delete(pid);
  }

  /** A call that began on an earlier line has ended. A thread that was removed inside it has no more to say. */
  endCall({ pid }: Thread): void {
    if (pid !== null) this.#ending.delete(pid);
  }

  /** strace printed `Process 123 attached`: the pid is a new thread, not the name of the first one. */
  attach(pid: number): void {
    this.#attached.add(pid);
  }

  beginClone(parent: Thread, sharesFiles: boolean): void {
    this.#pendingClones.set(parent, { parent, sharesFiles, child: null });
  }

  /**
   * The clone returned its child. If that pid was taken for the child of another clone, the other clone gets the child that
   * this one was thought to have.
   *
   * @returns the fd table that the child was wrongly given, if no thread uses it
   */
  finishClone(parent: Thread, childPid: number, sharesFiles: boolean): FdTable | null {
    const own = this.#pendingClones.get(parent);
    this.#pendingClones.delete(parent);
    const child = this.#byPid.get(childPid);
    if (!child) this.#child({ parent, sharesFiles, child: null }, childPid);
    if (!child || own?.child === childPid) return null;
    const other = [...this.#pendingClones.values()].find((each) => each.child === childPid);
    if (!other) return null;
    other.child = own?.child ?? null;
    const before = child.table;
    if (other.sharesFiles === sharesFiles && (!sharesFiles || before === parent.table)) return null;
    this.move(child, sharesFiles ? parent.table : parent.table.copy());
    return before.threads === 0 ? before : null;
  }

  abandonClone(parent: Thread): void {
    this.#pendingClones.delete(parent);
  }

  /** Removes a thread that ended. Returns its fd table if no other thread uses it. */
  remove(thread: Thread): FdTable | null {
    if (thread.pid !== null) {
      this.#byPid.delete(thread.pid);
      this.#attached.delete(thread.pid);
      if (thread.entered) this.#ending.set(thread.pid, thread);
    }
    if (this.#first === thread) this.#first = null;
    this.#pendingClones.delete(thread);
    this.#leave(thread);
    const isLast = thread.table.threads === 0;
    if (isLast && this.#assumed === thread.table) this.#assumed = null;
    return isLast ? thread.table : null;
  }

  /** The threads that use a table. exit_group ends them all at once. */
  using(table: FdTable): Thread[] {
    return [...(this.#users.get(table) ?? [])];
  }

  /**
   * The threads that have been idle for the longest time, if there are too many: a capture need not show the end of each.
   * They are to be removed.
   */
  idle(): readonly Thread[] {
    if (this.#byPid.size <= MOST_THREADS) return NONE;
    this.#hasForgotten = true;
    const all = [...this.#byPid.values()].sort((one, other) => one.lastUse - other.lastUse);
    return all.slice(0, MOST_THREADS / 2);
  }

  /**
   * The threads that were removed inside a call before all others, if there are too many: a capture need not show the end of
   * each call. They are forgotten.
   */
  takeEnding(): readonly Thread[] {
    if (this.#ending.size <= MOST_THREADS) return NONE;
    const oldest = [...this.#ending.values()].slice(0, MOST_THREADS / 2);
    for (const thread of oldest) this.forget(thread.pid);
    return oldest;
  }

  /** Gives a thread another table, after unshare(CLONE_FILES) or after evidence that it never shared the old one. */
  move(thread: Thread, table: FdTable): void {
    this.#leave(thread);
    thread.table = table;
    this.#join(thread);
  }

  /**
   * A thread of unknown process uses an fd in `home`, so it belongs to the process of `home`.
   *
   * @returns false if the tables contradict that, or if the capture shows which process the thread belongs to
   */
  join(thread: Thread, home: FdTable): boolean {
    const { table } = thread;
    if (table === home || !table.assumed || !home.assumed || !table.agreesWith(home)) return false;
    this.move(thread, home);
    home.learnEpollSets(table);
    if (table.threads === 0) home.absorb(table);
    return true;
  }

  /**
   * The thread contradicts its table, so it belongs to another process. Returns the old table if no thread uses
   * it any longer.
   */
  split(thread: Thread): FdTable | null {
    this.hasSplit = true;
    const before = thread.table;
    const table = before.splitFor(thread.pid);
    table.assumed = true;
    this.move(thread, table);
    if (before.threads > 0) return null;
    if (this.#assumed === before) this.#assumed = table;
    return before;
  }

  #join(thread: Thread): void {
    const { table } = thread;
    const users = this.#users.get(table) ?? new Set();
    this.#users.set(table, users.add(thread));
    table.threads = users.size;
  }

  #leave(thread: Thread): void {
    const { table } = thread;
    const users = this.#users.get(table);
    users?.delete(thread);
    table.threads = users?.size ?? 0;
  }

  #unnamed(): Thread {
    const found = this.#only() ?? this.#first;
    if (found) return found;
    this.#first = this.#add(null, this.#assumed ?? new FdTable(this.counter));
    return this.#first;
  }

  #only(): Thread | null {
    if (this.#byPid.size !== 1 || this.#first?.pid === null) return null;
    return this.#byPid.values().next().value ?? null;
  }

  #name(thread: Thread, pid: number): Thread {
    thread.pid = pid;
    this.#byPid.set(pid, thread);
    return thread;
  }

  /**
   * The clone that a new pid is taken for the child of, until the clones return. The kernel counts pids up, so of several
   * clones the one that began first has the lowest pid.
   */
  #pendingFor(pid: number): PendingClone | null {
    const pending = [...this.#pendingClones.values()];
    const childless = pending.filter(({ child }) => child === null);
    if (childless.length === 0) return pending.length > 1 ? (pending[0] ?? null) : null;
    const before = childless.length > 1 ? Math.max(...this.#byPid.keys()) : 0;
    return childless[pid - before - 1] ?? childless[0] ?? null;
  }

  #child(clone: PendingClone, pid: number): Thread {
    clone.child = pid;
    return this.#add(pid, clone.sharesFiles ? clone.parent.table : clone.parent.table.copy());
  }

  /** The capture does not show the clone. Most servers with several pids use threads, so assume one process. */
  #ofUnknownProcess(pid: number): Thread {
    const table = (this.#hasForgotten ? null : this.#assumed) ?? new FdTable(this.counter);
    table.assumed ||= table === this.#assumed || this.#hasForgotten;
    this.hasAssumed ||= table.assumed;
    const thread = this.#add(pid, table);
    this.#first ??= thread;
    return thread;
  }

  #add(pid: number | null, table: FdTable): Thread {
    const thread: Thread = { pid, lastUse: ++this.#uses, table, entered: null, shortWrite: null, lastRead: null };
    if (pid !== null) this.#ending.delete(pid);
    this.#join(thread);
    if (pid !== null) this.#byPid.set(pid, thread);
    this.#assumed ??= table;
    return thread;
  }
}
