import { FdTable } from "./fd-table.js";
import type { ShortWrite } from "./short-write.js";
import type { Socket } from "./socket.js";

/** A traced thread (strace's "pid") and the fd table that it works on. */
export interface Thread {
  pid: number | null;
  table: FdTable;
  /** The call that it has begun and that has not returned. */
  entered: Entered | null;
  /** The last call of it that mattered, where that was a write that the kernel took only a part of. */
  shortWrite: ShortWrite | null;
}

/** A call under way, and what its first fd stood for when it began: the number may mean something else when it ends. */
export interface Entered {
  readonly name: string;
  readonly socket: Socket | null;
  /** The socket that it gives bytes to, which need not stand first. */
  readonly target: Socket | null;
  /** Its effect was taken into account when it began. */
  readonly isApplied: boolean;
}

/** A clone that has not returned in the parent: its child may already be running. */
interface PendingClone {
  readonly parent: Thread;
  readonly sharesFiles: boolean;
}

/**
 * The traced threads. strace prints no pid while only one of them lives, so that lines without one belong
 * to the only one alive, or to the first (strace.c, printleader).
 */
export class Threads {
  readonly #byPid = new Map<number, Thread>();
  readonly #births = new Map<Thread, PendingClone>();
  readonly #attached = new Set<number>();
  /** Threads that exit_group has ended within a call: that call's end, and theirs, are still to be printed. */
  readonly #ending = new Map<number, Thread>();
  /** True once threads that were taken for one process turned out to be of several. */
  wereSeveral = false;
  /** True once the sharing of fds had to be assumed of some thread. */
  haveAssumed = false;
  #first: Thread | null = null;
  #assumed: FdTable | null = null;

  /** The thread that a line belongs to; one not seen before is fitted in where the evidence says. */
  get(pid: number | null): Thread {
    if (pid === null) return this.#unnamed();
    const known = this.#byPid.get(pid) ?? this.#ending.get(pid);
    if (known) return known;
    if (this.#first?.pid === null && !this.#attached.has(pid)) return this.#name(this.#first, pid);
    const birth = this.#births.values().next().value;
    return birth ? this.#child(birth, pid) : this.#stranger(pid);
  }

  find(pid: number | null): Thread | null {
    return pid === null ? (this.#only() ?? this.#first) : (this.#byPid.get(pid) ?? null);
  }

  /** The thread has printed its last line. */
  forget(pid: number | null): void {
    if (pid !== null) this.#ending.delete(pid);
  }

  attached(pid: number): void {
    this.#attached.add(pid);
  }

  cloneBegins(parent: Thread, sharesFiles: boolean): void {
    this.#births.set(parent, { parent, sharesFiles });
  }

  cloneReturned(parent: Thread, childPid: number, sharesFiles: boolean): void {
    this.#births.delete(parent);
    if (!this.#byPid.has(childPid)) this.#child({ parent, sharesFiles }, childPid);
  }

  cloneFailed(parent: Thread): void {
    this.#births.delete(parent);
  }

  /** The thread is gone; returns its table where it was the last to use it. */
  gone(thread: Thread): FdTable | null {
    if (thread.pid !== null) this.#byPid.delete(thread.pid);
    if (thread.pid !== null) this.#attached.delete(thread.pid);
    if (thread.pid !== null && thread.entered) this.#ending.set(thread.pid, thread);
    if (this.#first === thread) this.#first = null;
    this.#births.delete(thread);
    const isLast = --thread.table.threads <= 0;
    if (isLast && this.#assumed === thread.table) this.#assumed = null;
    return isLast ? thread.table : null;
  }

  /** Every thread that works on a table: exit_group ends them all at once. */
  using(table: FdTable): Thread[] {
    const found = [...this.#byPid.values()].filter((thread) => thread.table === table);
    if (this.#first?.pid === null && this.#first.table === table) found.push(this.#first);
    return found;
  }

  /** Gives a thread a table of its own: unshare(CLONE_FILES), exec, or evidence that it never shared. */
  separate(thread: Thread, table: FdTable): void {
    thread.table.threads--;
    table.threads++;
    thread.table = table;
  }

  /** A thread of which nobody knows what process it is of works on an fd of this table: it is of the same process. */
  join(thread: Thread, home: FdTable): boolean {
    const { table } = thread;
    if (table === home || !table.assumed || !home.assumed || !table.agreesWith(home)) return false;
    this.separate(thread, home);
    home.learnEpollSets(table);
    if (table.threads === 0) home.absorb(table);
    return true;
  }

  /** The thread cannot be of the process that it was taken for. Returns the table that nobody uses any more thereby. */
  contradicted(thread: Thread): FdTable | null {
    this.wereSeveral = true;
    const before = thread.table;
    const table = before.splitFor(thread.pid);
    table.assumed = true;
    this.separate(thread, table);
    if (before.threads > 0) return null;
    if (this.#assumed === before) this.#assumed = table;
    return before;
  }

  #unnamed(): Thread {
    const found = this.#only() ?? this.#first;
    if (found) return found;
    this.#first = this.#add(null, this.#assumed ?? new FdTable());
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

  #child(birth: PendingClone, pid: number): Thread {
    this.#births.delete(birth.parent);
    return this.#add(pid, birth.sharesFiles ? birth.parent.table : birth.parent.table.copy());
  }

  /** A thread whose clone was not captured: most servers that print several pids under a filter are threaded. */
  #stranger(pid: number): Thread {
    const table = this.#assumed ?? new FdTable();
    table.assumed ||= table === this.#assumed;
    this.haveAssumed ||= table.assumed;
    const thread = this.#add(pid, table);
    this.#first ??= thread;
    return thread;
  }

  #add(pid: number | null, table: FdTable): Thread {
    const thread: Thread = { pid, table, entered: null, shortWrite: null };
    if (pid !== null) this.#ending.delete(pid);
    table.threads++;
    if (pid !== null) this.#byPid.set(pid, thread);
    this.#assumed ??= table;
    return thread;
  }
}
