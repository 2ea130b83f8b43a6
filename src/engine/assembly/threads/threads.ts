/**
 * The traced threads (core/sockets/threads.ts). strace prints no pid while it traces a single thread (strace.c, printleader). A
 * line without a pid therefore belongs to the only living thread, or else to the first one.
 */
import { createTable, FdTable } from "../fds/fd-table";
import { createList, List } from "../heap/list";
import { only } from "../memory";
import { createThread, Thread } from "./thread";

@unmanaged
export class Threads {
  /** True once threads that were assumed to share a process turned out to belong to several. */
  hasSplit: bool;
  /** True once a thread appeared whose clone was not captured, so that its process had to be assumed. */
  hasAssumed: bool;

  /** The thread of a line. A pid that is new becomes a child of a pending clone, or a thread of the assumed process. */
  resolve(pid: i32): Thread {
    return createThread(pid, 0, createTable());
  }

  /** The thread of a line, or null if it is new. */
  find(_pid: i32): Thread | null {
    return null;
  }

  /** strace printed the thread's last line. */
  forget(_pid: i32): void {}

  /** strace printed `Process 123 attached`: the pid is a new thread, not the name of the first one. */
  attach(_pid: i32): void {}

  beginClone(_parent: Thread, _sharesFiles: bool): void {}

  /**
   * The clone returned its child. If that pid was taken for the child of another clone, the other clone gets the child that
   * this one was thought to have.
   *
   * @returns the fd table that the child was wrongly given, if no thread uses it
   */
  finishClone(_parent: Thread, _childPid: i32, _sharesFiles: bool): FdTable | null {
    return null;
  }

  abandonClone(_parent: Thread): void {}

  /** Removes a thread that ended. Returns its fd table if no other thread uses it. */
  remove(_thread: Thread): FdTable | null {
    return null;
  }

  /** The threads that use a table. exit_group ends them all at once. The caller destroys the list. */
  using(_table: FdTable): List<Thread> {
    return createList<Thread>();
  }

  /**
   * The threads that have been idle for the longest time, if there are too many: a capture need not show the end of each.
   * They are to be removed, and the caller destroys the list. Null if there are not too many.
   */
  idle(): List<Thread> | null {
    return null;
  }

  /** Gives a thread another table, after unshare(CLONE_FILES) or after evidence that it never shared the old one. */
  move(_thread: Thread, _table: FdTable): void {}

  /**
   * A thread of unknown process uses an fd in `home`, so it belongs to the process of `home`.
   *
   * @returns false if the tables contradict that, or if the capture shows which process the thread belongs to
   */
  join(_thread: Thread, _home: FdTable): bool {
    return false;
  }

  /**
   * The thread contradicts its table, so it belongs to another process. Returns the old table if no thread uses
   * it any longer.
   */
  split(_thread: Thread): FdTable | null {
    this.hasSplit = true;
    return null;
  }
}

export const threads: Threads = only<Threads>();
