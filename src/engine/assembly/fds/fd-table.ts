/** The fds of a process, files_struct in the kernel (core/sockets/fds/fd-table.ts). Its threads share the table; a fork copies it. */
import { destroy } from "../heap/allocate";
import { createCounted, replace } from "../heap/counted";
import { createList, List } from "../heap/list";
import { EndSignal } from "../sockets/orders";
import { NO_PID, Socket } from "../sockets/socket";
import { ClosedFds, createClosedFds } from "./closed-fds";
import { createEpollSet, EpollSet } from "./epoll-set";
import { FdEntry } from "./fd-entry";
import { Holder } from "./holders";

@unmanaged
export class FdTable extends Holder {
  /** How often the kernel took a write on a socket after it had refused one (EAGAIN). */
  waits: i32;
  /** How many traced threads use the table. */
  threads: i32;
  /** The last line on which epoll_wait reported a hang-up of an fd that no epoll_ctl of the capture registered. */
  private unplacedHangup: u32;
  private order: i32;
  private ownEndSignal: EndSignal | null;
  /** True if the process has an io_uring with IORING_SETUP_SQPOLL. */
  hasPollingRing: bool;
  /** True if the capture does not show the clone of a thread, so that its use of this table is an assumption. */
  assumed: bool;

  /** The last signal that asked the process to end. */
  get endSignal(): EndSignal | null {
    return this.ownEndSignal;
  }

  set endSignal(signal: EndSignal | null) {
    this.ownEndSignal = replace<EndSignal>(this.ownEndSignal, signal);
  }

  /** What a number stands for. It lasts until the line ends, whatever happens to the number. */
  get(_fd: f64): FdEntry | null {
    return null;
  }

  /** The socket that a number stands for. */
  socketAt(fd: f64): Socket | null {
    const entry = this.get(fd);
    return entry ? entry.socket : null;
  }

  /** Gives a number that is not in use a meaning. */
  set(_fd: f64, _socket: Socket | null, _closeOnExec: bool = false, _opener: i32 = NO_PID): void {}

  /** Sets whether an exec closes the fd, if the fd is known. */
  markCloseOnExec(_fd: f64, _value: bool): void {}

  /** The numbers in use from `first` to `last`, both included. The caller destroys the list. */
  fdsWithin(_first: f64, _last: f64): List<f64> {
    return createList<f64>();
  }

  /** Removes an fd. Returns its socket if this was the socket's last fd. */
  delete(_fd: f64): Socket | null {
    return null;
  }

  /** Takes out what an exec closes. */
  takeClosedByExec(): ClosedFds {
    return createClosedFds();
  }

  /** Takes out the numbers from `first` to `last`, both included; all of them by default. */
  take(_first: f64 = 0, _last: f64 = Infinity): ClosedFds {
    return createClosedFds();
  }

  /** The epoll set of an fd. It is made on first use, because the program may have made it before the capture. */
  epollSet(_fd: f64): EpollSet {
    return createEpollSet();
  }

  get waitsToWrite(): bool {
    return false;
  }

  /** A duplicated epoll fd is the same set: tokio registers fds through one number and waits on the other. */
  shareEpollSet(_from: f64, _to: f64): void {}

  /** True if the process waits by polls, which also report that a peer is gone. Once may be luck: it tried again in time. */
  get waitsByPolls(): bool {
    return this.waits > 1;
  }

  /** epoll_wait reported a hang-up, and the capture does not show of which fd. */
  hangUpUnplaced(line: u32): void {
    this.unplacedHangup = line;
  }

  /** True if a hang-up that was reported after this line may have been that of the fd. */
  mayHaveHungUp(_fd: f64, since: u32): bool {
    return this.unplacedHangup > since;
  }

  /** The sockets of the table, one for each of its fds, in the order in which they were opened. The caller destroys the list. */
  sockets(): List<Socket> {
    return createList<Socket>();
  }

  /** False if a number stands for different connections in the two tables. */
  agreesWith(_other: FdTable): bool {
    return true;
  }

  /** Moves the fds of another table here. The other table was this one all the time, and no thread uses it. */
  absorb(_other: FdTable): void {}

  /** Adds the registrations of the other table's epoll sets. The other table was this one all the time. */
  learnEpollSets(_other: FdTable): void {}

  /**
   * The table of a forked child: the same sockets under the same numbers. Both go on with the same entries until one of them
   * changes some, so a fork costs no more if the process has many fds.
   */
  copy(): FdTable {
    return createTable();
  }

  /**
   * A table for a thread that never shared this one. The thread's own connections move. Connections that other threads
   * use stay. Everything else is copied, because every process may have inherited it.
   */
  splitFor(_pid: i32): FdTable {
    return createTable();
  }
}

/** A new table, which nothing keeps yet. */
export function createTable(): FdTable {
  return createCounted<FdTable>(destroyTable);
}

/** The fd table that got an fd of the socket last. */
export function homeOf(socket: Socket): FdTable | null {
  return changetype<FdTable | null>(socket.home);
}

function destroyTable(address: usize): void {
  const table = changetype<FdTable>(address);
  table.endSignal = null;
  table.freeHolder();
  destroy<FdTable>(table);
}
