/**
 * The traced threads. strace prints no pid while it traces a single thread (strace.c, printleader). A
 * line without a pid therefore belongs to the only living thread, or else to the first one.
 */
import { NO_PID } from "../call/current-call";
import { createTable, FdTable } from "../fds/fd-table";
import { replace } from "../heap/counted";
import { List } from "../heap/list";
import { createMap, OrderedMap } from "../heap/ordered-map";
import { sortBy } from "../heap/sort";
import { only } from "../memory";
import { createPendingClones, PendingClone, PendingClones } from "./pending-clones";
import { createThread, Thread } from "./thread";
import { createThreadsByPid, ThreadsByPid } from "./threads-by-pid";
import { createUsers, Users } from "./users";

/** More threads than are traced at once. One that was idle for longer than so many others has likely ended. */
const MOST_THREADS: i32 = 8192;

@unmanaged
export class Threads {
  private byPid: ThreadsByPid;
  private pendingClones: PendingClones;
  private attached: OrderedMap<bool>;
  private users: Users;
  /** Threads that were removed inside a call. strace has yet to print the end of the call. */
  private ending: ThreadsByPid;
  private first: Thread | null;
  private assumed: FdTable | null;
  private uses: i32;
  /** True once threads that were assumed to share a process turned out to belong to several. */
  hasSplit: bool;
  /** True once a thread appeared whose clone was not captured, so that its process had to be assumed. */
  hasAssumed: bool;
  /** True once threads were forgotten: a pid that is new may be one of them, and of any process. */
  private hasForgotten: bool;

  begin(): void {
    this.byPid = createThreadsByPid();
    this.pendingClones = createPendingClones();
    this.attached = createMap<bool>();
    this.users = createUsers();
    this.ending = createThreadsByPid();
  }

  /** The thread of a line. A pid that is new becomes a child of a pending clone, or a thread of the assumed process. */
  resolve(pid: i32): Thread {
    if (pid === NO_PID) return this.unnamed();
    let known = this.byPid.get(pid);
    if (!known) known = this.ending.get(pid);
    if (known) {
      known.lastUse = ++this.uses;
      known.lines++;
      return known;
    }
    const first = this.first;
    if (first && first.pid === NO_PID && !this.attached.has(pid)) return this.name(first, pid);
    const clone = this.pendingFor(pid);
    return clone ? this.child(clone, pid) : this.ofUnknownProcess(pid);
  }

  /** The thread of a line, or null if it is new. */
  find(pid: i32): Thread | null {
    if (pid !== NO_PID) return this.byPid.get(pid);
    const single = this.single();
    return single ? single : this.first;
  }

  /** strace printed the thread's last line. */
  forget(pid: i32): void {
    if (pid === NO_PID) return;
    this.ending.delete(pid);
    this.attached.delete(pid);
  }

  /** A call that began on an earlier line has ended. A thread that was removed inside it has no more to say. */
  endCall(thread: Thread): void {
    if (thread.pid !== NO_PID) this.ending.delete(thread.pid);
  }

  /** strace printed `Process 123 attached`: the pid is a new thread, not the name of the first one. */
  attach(pid: i32): void {
    this.attached.set(pid, true);
  }

  beginClone(parent: Thread, sharesFiles: bool): void {
    this.pendingClones.begin(parent, sharesFiles);
  }

  /**
   * The clone returned its child. If that pid was taken for the child of another clone, the other clone gets the child that
   * this one was thought to have.
   *
   * @returns the fd table that the child was wrongly given, if no thread uses it
   */
  finishClone(parent: Thread, childPid: i32, sharesFiles: bool): FdTable | null {
    const thought = this.pendingClones.end(parent);
    const child = this.byPid.get(childPid);
    if (!child) this.add(childPid, tableOfChild(parent, sharesFiles));
    if (!child || thought === childPid) return null;
    const other = this.pendingClones.ofChild(childPid);
    if (!other) return null;
    other.child = thought;
    const before = child.table;
    if (other.sharesFiles === sharesFiles && (!sharesFiles || before === parent.table)) return null;
    this.move(child, tableOfChild(parent, sharesFiles));
    return before.threads === 0 ? before : null;
  }

  abandonClone(parent: Thread): void {
    this.pendingClones.end(parent);
  }

  /** Removes a thread that ended. Returns its fd table if no other thread uses it. */
  remove(thread: Thread): FdTable | null {
    if (thread.pid !== NO_PID) {
      this.byPid.delete(thread.pid);
      this.attached.delete(thread.pid);
      if (thread.entered) this.ending.set(thread.pid, thread);
    }
    if (this.first === thread) this.setFirst(null);
    this.pendingClones.end(thread);
    this.users.leave(thread);
    const table = thread.table;
    if (table.threads > 0) return null;
    if (this.assumed === table) this.assume(null);
    return table;
  }

  /** The threads that use a table. exit_group ends them all at once. The caller destroys the list. */
  using(table: FdTable): List<Thread> {
    return this.users.of(table);
  }

  /**
   * The threads that have been idle for the longest time, if there are too many: a capture need not show the end of each.
   * They are to be removed, and the caller destroys the list. Null if there are not too many.
   */
  idle(): List<Thread> | null {
    if (this.byPid.size <= MOST_THREADS) return null;
    this.hasForgotten = true;
    const all = this.byPid.all();
    sortBy<Thread>(all, lastUseOf);
    all.cut(MOST_THREADS / 2);
    return all;
  }

  /**
   * The threads that were removed inside a call before all others, if there are too many: a capture need not show the end of
   * each call. They are forgotten, and the caller destroys the list. Null if there are not too many.
   */
  takeEnding(): List<Thread> | null {
    if (this.ending.size <= MOST_THREADS) return null;
    const oldest = this.ending.all();
    oldest.cut(MOST_THREADS / 2);
    for (let i = 0; i < oldest.length; i++) this.forget(oldest.at(i).pid);
    return oldest;
  }

  /** Gives a thread another table, after unshare(CLONE_FILES) or after evidence that it never shared the old one. */
  move(thread: Thread, table: FdTable): void {
    this.users.leave(thread);
    thread.table = table;
    this.users.join(thread);
  }

  /**
   * A thread of unknown process uses an fd in `home`, so it belongs to the process of `home`.
   *
   * @returns false if the tables contradict that, or if the capture shows which process the thread belongs to
   */
  join(thread: Thread, home: FdTable): bool {
    const table = thread.table;
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
    if (this.assumed === before) this.assume(table);
    return before;
  }

  /**
   * The first call of a thread is an execve: strace has started it beside those that it attached to, and it shares its fd
   * table with none of them (execve(2)), so no assumption is needed.
   */
  startProcess(thread: Thread): void {
    const before = thread.table;
    if (!before.assumed || before.threads < 2 || thread.lines > 1) return; // 1: the second half of the execve
    this.move(thread, createTable());
  }

  private unnamed(): Thread {
    const found = this.find(NO_PID);
    if (found) return found;
    const assumed = this.assumed;
    const thread = this.add(NO_PID, assumed ? assumed : createTable());
    this.setFirst(thread);
    return thread;
  }

  /** The only thread, if there is one and strace printed its pid. */
  private single(): Thread | null {
    const first = this.first;
    return this.byPid.size !== 1 || (first && first.pid === NO_PID) ? null : this.byPid.first;
  }

  private name(thread: Thread, pid: i32): Thread {
    thread.pid = pid;
    this.byPid.set(pid, thread);
    return thread;
  }

  /**
   * The clone that a new pid is taken for the child of, until the clones return. The kernel counts pids up, so of several
   * clones the one that began first has the lowest pid.
   */
  private pendingFor(pid: i32): PendingClone | null {
    const clones = this.pendingClones;
    const childless = clones.childless;
    if (childless === 0) return clones.size > 1 ? clones.first : null;
    const clone = childless > 1 ? clones.childlessAt(pid - this.byPid.highest - 1) : null;
    return clone ? clone : clones.childlessAt(0);
  }

  private child(clone: PendingClone, pid: i32): Thread {
    clone.child = pid;
    return this.add(pid, tableOfChild(clone.parent, clone.sharesFiles));
  }

  /** The capture does not show the clone. Most servers with several pids use threads, so assume one process. */
  private ofUnknownProcess(pid: i32): Thread {
    let assumed = this.assumed;
    if (this.hasForgotten) assumed = null;
    const table = assumed ? assumed : createTable();
    if (assumed || this.hasForgotten) table.assumed = true;
    if (table.assumed) this.hasAssumed = true;
    const thread = this.add(pid, table);
    if (!this.first) this.setFirst(thread);
    return thread;
  }

  private add(pid: i32, table: FdTable): Thread {
    const thread = createThread(pid, ++this.uses, table);
    if (pid !== NO_PID) this.ending.delete(pid);
    this.users.join(thread);
    if (pid !== NO_PID) this.byPid.set(pid, thread);
    if (!this.assumed) this.assume(table);
    return thread;
  }

  private setFirst(thread: Thread | null): void {
    this.first = replace<Thread>(this.first, thread);
  }

  private assume(table: FdTable | null): void {
    this.assumed = replace<FdTable>(this.assumed, table);
  }
}

/** A child shares the table of its parent, or gets a copy. */
function tableOfChild(parent: Thread, sharesFiles: bool): FdTable {
  return sharesFiles ? parent.table : parent.table.copy();
}

function lastUseOf(thread: Thread): f64 {
  return <f64>thread.lastUse;
}

export const threads: Threads = only<Threads>();
threads.begin();
