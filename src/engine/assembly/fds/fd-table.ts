/**
 * The fds of a process, files_struct in the kernel. Its threads share the table; a fork copies
 * it.
 */
import { NO_PID } from "../call/current-call";
import { destroy } from "../heap/allocate";
import { Counted, createCounted, keep, letGo, replace } from "../heap/counted";
import { createList, destroyList, List } from "../heap/list";
import { counter } from "../later/mark";
import { EndSignal } from "../sockets/orders";
import { Socket } from "../sockets/socket";
import { ClosedFds, createClosedFds } from "./closed-fds";
import { EpollSet } from "./epoll-set";
import { createEpollSets, destroyEpollSets, EpollSets } from "./epoll-sets";
import { createEntry, FdEntry } from "./fd-entry";
import { createTrees, destroyTrees, FdTrees } from "./fd-trees";
import { Holder } from "./holders";

@unmanaged
export class FdTable extends Holder {
  /** No other table of the capture has the same: its memory may become another's. */
  id: i32;
  private trees: FdTrees;
  private epollSets: EpollSets;
  /** How often the kernel took a write on a socket after it had refused one (EAGAIN). */
  waits: i32;
  /** How many traced threads use the table. */
  threads: i32;
  /** The last line on which epoll_wait reported a hang-up of an fd that no epoll_ctl of the capture registered. */
  private unplacedHangup: u32;
  private order: i32;
  private ownEndSignal: EndSignal | null;
  private ownSeenWhole: Counted | null;
  /** True if the process has an io_uring with IORING_SETUP_SQPOLL. */
  hasPollingRing: bool;
  /** True if the capture does not show the clone of a thread, so that its use of this table is an assumption. */
  assumed: bool;
  /** True while its own fds count as a user of it: what they stand for must find it. */
  private isKeptByFds: bool;

  /** The last signal that asked the process to end. */
  get endSignal(): EndSignal | null {
    return this.ownEndSignal;
  }

  set endSignal(signal: EndSignal | null) {
    this.ownEndSignal = replace<EndSignal>(this.ownEndSignal, signal);
  }

  /** What was seen of the responses of its process (http1/filtered/seen-whole.ts); null: nothing. */
  get seenWhole(): Counted | null {
    return this.ownSeenWhole;
  }

  set seenWhole(seen: Counted | null) {
    this.ownSeenWhole = replace<Counted>(this.ownSeenWhole, seen);
  }

  /** What a number stands for. It lasts until the line ends, whatever happens to the number. */
  get(fd: f64): FdEntry | null {
    return this.trees.get(fd);
  }

  /** The socket that a number stands for. */
  socketAt(fd: f64): Socket | null {
    const entry = this.get(fd);
    return entry ? entry.socket : null;
  }

  /** True if an exec closes the fd. */
  isClosedByExec(fd: f64): bool {
    return this.trees.isClosedByExec(fd);
  }

  /** Gives a number that is not in use a meaning. */
  set(fd: f64, socket: Socket | null, closeOnExec: bool = false, opener: i32 = NO_PID): void {
    if (this.get(fd)) this.delete(fd);
    this.trees.add(createEntry(fd, socket, opener, this.order++), closeOnExec);
    if (socket) socket.home = this;
    this.keepWhileInUse();
  }

  /** Sets whether an exec closes the fd, if the fd is known. */
  markCloseOnExec(fd: f64, value: bool): void {
    const entry = this.get(fd);
    if (entry) this.trees.markCloseOnExec(entry, value);
  }

  /** From now on an exec closes the numbers from `first` to `last`, both included, that are in use. */
  markRangeCloseOnExec(first: f64, last: f64): void {
    this.trees.markRangeCloseOnExec(first, last);
  }

  /** Removes an fd. Returns its socket if this was the socket's last fd. */
  delete(fd: f64): Socket | null {
    const entry = this.get(fd);
    if (!entry) return null;
    this.trees.remove(entry);
    this.epollSets.delete(fd);
    this.keepWhileInUse();
    const socket = entry.socket;
    return socket && socket.references === 0 ? socket : null;
  }

  /** Takes out what an exec closes. */
  takeClosedByExec(): ClosedFds {
    const closed = createClosedFds();
    this.trees.takeClosedByExec(closed);
    return this.taken(closed);
  }

  /** Takes out the numbers from `first` to `last`, both included; all of them by default. */
  take(first: f64 = 0, last: f64 = Infinity): ClosedFds {
    const closed = createClosedFds();
    this.trees.take(first, last, closed);
    return this.taken(closed);
  }

  /** The epoll set of an fd. It is made on first use, because the program may have made it before the capture. */
  epollSet(fd: f64): EpollSet {
    return this.epollSets.of(fd);
  }

  get waitsToWrite(): bool {
    return this.epollSets.waitToWrite;
  }

  /** A duplicated epoll fd is the same set: tokio registers fds through one number and waits on the other. */
  shareEpollSet(from: f64, to: f64): void {
    this.epollSets.put(to, this.epollSet(from));
  }

  /** True if the process waits by polls, which also report that a peer is gone. Once may be luck: it tried again in time. */
  get waitsByPolls(): bool {
    return this.waits > 1;
  }

  /** epoll_wait reported a hang-up, and the capture does not show of which fd. */
  hangUpUnplaced(line: u32): void {
    this.unplacedHangup = line;
  }

  /** True if a hang-up that was reported after this line may have been that of the fd. */
  mayHaveHungUp(fd: f64, since: u32): bool {
    return this.unplacedHangup > since && !this.epollSets.know(fd);
  }

  /** The sockets of the table, one for each of its fds, in the order in which they were opened. The caller destroys the list. */
  sockets(): List<Socket> {
    const found = createList<Socket>();
    const entries = this.trees.inOrder();
    for (let i = 0; i < entries.length; i++) {
      const socket = entries.at(i).socket;
      if (socket) found.push(socket);
    }
    destroyList<FdEntry>(entries);
    return found;
  }

  /** False if a number stands for different connections in the two tables. */
  agreesWith(other: FdTable): bool {
    const entries = this.trees.inOrder();
    let agrees = true;
    for (let i = 0; i < entries.length && agrees; i++) {
      const socket = entries.at(i).socket;
      const theirs = other.socketAt(entries.at(i).fd);
      agrees = !(socket && theirs && socket !== theirs && socket.isConnection && theirs.isConnection);
    }
    destroyList<FdEntry>(entries);
    return agrees;
  }

  /** Moves the fds of another table here. The other table was this one all the time, and no thread uses it. */
  absorb(other: FdTable): void {
    const entries = other.trees.inOrder();
    for (let i = 0; i < entries.length; i++) {
      const entry = entries.at(i);
      if (!this.get(entry.fd)) this.set(entry.fd, entry.socket, other.isClosedByExec(entry.fd), entry.opener);
    }
    destroyList<FdEntry>(entries);
    const taken = other.take();
    for (let i = 0; i < taken.fds.length; i++) taken.fds.at(i).left();
  }

  /** Adds the registrations of the other table's epoll sets. The other table was this one all the time. */
  learnEpollSets(other: FdTable): void {
    this.epollSets.learn(other.epollSets);
  }

  /**
   * The table of a forked child: the same sockets under the same numbers. Both go on with the same entries until one of them
   * changes some, so a fork costs no more if the process has many fds.
   */
  copy(): FdTable {
    const copy = createTable();
    copy.order = this.order;
    this.trees.share(copy.trees, counter.next());
    copy.keepWhileInUse();
    return copy;
  }

  /**
   * A table for a thread that never shared this one. The thread's own connections move. Connections that other threads
   * use stay. Everything else is copied, because every process may have inherited it.
   */
  splitFor(pid: i32): FdTable {
    const split = createTable();
    const entries = this.trees.inOrder();
    for (let i = 0; i < entries.length; i++) {
      const entry = entries.at(i);
      const socket = entry.socket;
      const isOwn = socket !== null && (socket.isUsedOnlyBy(pid) || (socket.mayBeTwo && socket.pid === pid));
      const isClosed = this.isClosedByExec(entry.fd);
      if (isOwn || !socket || !socket.isConnection) split.set(entry.fd, socket, isClosed, entry.opener);
      if (isOwn) this.delete(entry.fd);
    }
    destroyList<FdEntry>(entries);
    split.epollSets.learn(this.epollSets);
    return split;
  }

  free(): void {
    this.endSignal = null;
    this.seenWhole = null;
    destroyTrees(this.trees);
    destroyEpollSets(this.epollSets);
    this.freeHolder();
  }

  /** Gets its trees, and no fds. */
  begin(): void {
    this.trees = createTrees(this);
    this.epollSets = createEpollSets();
  }

  /** The epoll sets of the fds that were taken out go with them. */
  private taken(closed: ClosedFds): ClosedFds {
    this.epollSets.deleteTaken(closed);
    closed.sort();
    this.keepWhileInUse();
    return closed;
  }

  private keepWhileInUse(): void {
    const isInUse = this.trees.size > 0;
    if (isInUse === this.isKeptByFds) return;
    this.isKeptByFds = isInUse;
    if (isInUse) keep<FdTable>(this);
    else letGo(this);
  }
}

let tables: i32 = 0;

/** A new table, which nothing keeps yet. */
export function createTable(): FdTable {
  const table = createCounted<FdTable>(destroyTable);
  table.id = ++tables;
  table.begin();
  return table;
}

/** The fd table that got an fd of the socket last. */
export function homeOf(socket: Socket): FdTable | null {
  return changetype<FdTable | null>(socket.home);
}

function destroyTable(address: usize): void {
  const table = changetype<FdTable>(address);
  table.free();
  destroy<FdTable>(table);
}
