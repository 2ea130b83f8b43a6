import type { FdTable } from "./fds/fd-table.js";
import type { ShortWrite } from "./short-write.js";
import type { Socket } from "./socket.js";
import type { LastRead } from "./socket-facts.js";

/** A traced thread (strace's "pid") and the fd table that it uses. */
export interface Thread {
  pid: number | null;
  /** A count of the lines of all threads, when it made its last call. */
  lastUse: number;
  table: FdTable;
  /** The call that the thread has begun and that has not returned. */
  entered: EnteredCall | null;
  /** The thread's last call that has a handler, if the call was a write and the kernel took only a part of it. */
  shortWrite: ShortWrite | null;
  /** The last bytes that the thread took from a socket. */
  lastRead: LastRead | null;
}

/**
 * A call that began on an earlier line (`<unfinished ...>`). It keeps what the fd stood for then, because another
 * thread may give the number a new meaning before the call returns.
 */
export interface EnteredCall {
  readonly name: string;
  /** The socket of the first fd. */
  readonly socket: Socket | null;
  /** The socket that the call gives bytes to. Its fd need not be the first argument (splice). */
  readonly target: Socket | null;
  /** True if the model applied the call when it began. */
  readonly isApplied: boolean;
}
