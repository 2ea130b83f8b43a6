import type { EpollSet } from "../epoll-set.js";
import { type MarkCounter, Marks } from "../later/marks.js";
import type { Socket } from "../socket.js";
import type { EndSignal } from "../socket-facts.js";
import { EpollSets } from "./epoll-sets.js";
import type { FdEntry, FdNode } from "./fd-node.js";
import { FdTree, type TakenFd } from "./fd-tree.js";
import type { Holder } from "./holders.js";

/** What was taken out of a table: fds that it alone had, in the order in which they were opened, and parts that others share. */
export interface ClosedFds {
  readonly fds: readonly TakenFd[];
  readonly shared: readonly FdNode[];
}

const NOTHING: ClosedFds = { fds: [], shared: [] };

/** The fds of a process (files_struct in the kernel). Its threads share the table; a fork copies it. */
export class FdTable implements Holder {
  /** The numbers that an exec closes are in a tree of their own, so that it can be dropped as a whole. */
  readonly #closedByExec = new FdTree(this);
  /** So are those that one call marked for that. Its numbers may stand between those of the first tree, and it costs nothing. */
  readonly #markedAtOnce = new FdTree(this);
  readonly #kept = new FdTree(this);
  readonly #epollSets = new EpollSets();
  readonly #counter: MarkCounter;
  #order = 0;
  /** What lines said of all sockets of the table. */
  readonly marks = new Marks();
  readonly holders = null;
  readonly inherited = null;
  /** How many traced threads use the table. */
  threads = 0;
  /** The last signal that asked the process to end. */
  endSignal: EndSignal | null = null;
  /** The last line on which epoll_wait reported a hang-up of an fd that no epoll_ctl of the capture registered. */
  #unplacedHangup = 0;
  /** How often the kernel took a write on a socket after it had refused one (EAGAIN). */
  waits = 0;
  /** True if the process has an io_uring with IORING_SETUP_SQPOLL. */
  hasPollingRing = false;
  /** True if the capture does not show the clone of a thread, so that its use of this table is an assumption. */
  assumed = false;

  constructor(counter: MarkCounter) {
    this.#counter = counter;
  }

  get(fd: number): FdEntry | undefined {
    return this.#closedByExec.get(fd) ?? this.#markedAtOnce.get(fd) ?? this.#kept.get(fd);
  }

  /** True if an exec closes the fd. */
  isClosedByExec(fd: number): boolean {
    return this.#closedByExec.get(fd) !== undefined || this.#markedAtOnce.get(fd) !== undefined;
  }

  /** Gives a number that is not in use a meaning. */
  set(fd: number, socket: Socket | null, closeOnExec = false, opener: number | null = null): void {
    if (this.get(fd)) this.delete(fd);
    this.#treeOf(closeOnExec).add({ fd, socket, opener, order: this.#order++ });
    if (socket) socket.home = this;
  }

  /** Sets whether an exec closes the fd, if the fd is known. */
  markCloseOnExec(fd: number, value: boolean): void {
    const entry = this.get(fd);
    if (!entry || this.isClosedByExec(fd) === value) return;
    const before = this.#treeWith(fd);
    this.#treeOf(value).add(entry);
    before.remove(entry);
  }

  /** From now on an exec closes the numbers from `first` to `last`, both included, that are in use. */
  markRangeCloseOnExec(first: number, last: number): void {
    this.#kept.moveTo(this.#markedAtOnce, first, last);
  }

  #treeOf(closeOnExec: boolean): FdTree {
    return closeOnExec ? this.#closedByExec : this.#kept;
  }

  /** The tree that has a number. */
  #treeWith(fd: number): FdTree {
    if (this.#closedByExec.get(fd)) return this.#closedByExec;
    return this.#markedAtOnce.get(fd) ? this.#markedAtOnce : this.#kept;
  }

  /** Removes an fd. Returns its socket if this was the socket's last fd. */
  delete(fd: number): Socket | null {
    const entry = this.get(fd);
    if (!entry) return null;
    this.#treeWith(fd).remove(entry);
    this.#epollSets.delete(fd);
    return entry.socket?.references === 0 ? entry.socket : null;
  }

  /** Takes out what an exec closes. */
  takeClosedByExec(): ClosedFds {
    return this.#take([this.#closedByExec, this.#markedAtOnce]);
  }

  /** Takes out the numbers from `first` to `last`, both included; all of them by default. */
  take(first = 0, last = Number.POSITIVE_INFINITY): ClosedFds {
    return this.#take([this.#closedByExec, this.#markedAtOnce, this.#kept], first, last);
  }

  #take(trees: readonly FdTree[], first?: number, last?: number): ClosedFds {
    if (trees.every(({ size }) => size === 0)) return NOTHING;
    const taken = trees.map((tree) => tree.take(first, last));
    const fds = taken.flatMap(({ single }) => single).sort((one, other) => one.entry.order - other.entry.order);
    const shared = taken.flatMap((each) => each.shared);
    this.#epollSets.deleteTaken(fds, shared);
    return { fds, shared };
  }

  /** The entries, in the order in which they were made. */
  #entries(): FdEntry[] {
    const all = [this.#closedByExec, this.#markedAtOnce, this.#kept].flatMap((tree) => tree.entries());
    return all.sort((one, other) => one.order - other.order);
  }

  /** The epoll set of an fd. It is made on first use, because the program may have made it before the capture. */
  epollSet(fd: number): EpollSet {
    return this.#epollSets.of(fd);
  }

  get waitsToWrite(): boolean {
    return this.#epollSets.waitToWrite;
  }

  /** A duplicated epoll fd is the same set: tokio registers fds through one number and waits on the other. */
  shareEpollSet(from: number, to: number): void {
    this.#epollSets.put(to, this.epollSet(from));
  }

  /** True if the process waits by polls, which also report that a peer is gone. Once may be luck: it tried again in time. */
  get waitsByPolls(): boolean {
    return this.waits > 1;
  }

  /** epoll_wait reported a hang-up, and the capture does not show of which fd. */
  hangUpUnplaced(line: number): void {
    this.#unplacedHangup = line;
  }

  /** True if a hang-up that was reported after this line may have been that of the fd. */
  mayHaveHungUp(fd: number, since: number): boolean {
    return this.#unplacedHangup > since && !this.#epollSets.know(fd);
  }

  sockets(): Socket[] {
    return this.#entries().flatMap(({ socket }) => socket ?? []);
  }

  /** True if both tables may belong to one process: no number stands for two different connections. */
  agreesWith(other: FdTable): boolean {
    const contradicts = ({ fd, socket }: FdEntry): boolean => {
      const theirs = other.get(fd)?.socket;
      return socket?.isConnection === true && theirs?.isConnection === true && socket !== theirs;
    };
    return !this.#entries().some(contradicts);
  }

  /** Moves the fds of another table here. The other table was this one all the time, and no thread uses it. */
  absorb(other: FdTable): void {
    for (const { fd, socket, opener } of other.#entries()) {
      if (!this.get(fd)) this.set(fd, socket, other.isClosedByExec(fd), opener);
    }
    for (const { entry, leaf } of other.take().fds) leaf.left(entry);
  }

  /** Adds the registrations of the other table's epoll sets. The other table was this one all the time. */
  learnEpollSets(other: FdTable): void {
    this.#epollSets.learn(other.#epollSets);
  }

  /**
   * The table of a forked child: the same sockets under the same numbers. Both go on with the same entries until one of them
   * changes some, so a fork costs no more if the process has many fds.
   */
  copy(): FdTable {
    const copy = new FdTable(this.#counter);
    copy.#order = this.#order;
    const inherited = { by: copy, number: this.#counter.next() };
    this.#closedByExec.share(copy.#closedByExec, inherited);
    this.#markedAtOnce.share(copy.#markedAtOnce, inherited);
    this.#kept.share(copy.#kept, inherited);
    return copy;
  }

  /**
   * A table for a thread that never shared this one. The thread's own connections move. Connections that other threads
   * use stay. Everything else is copied, because every process may have inherited it.
   */
  splitFor(pid: number | null): FdTable {
    const split = new FdTable(this.#counter);
    for (const { fd, socket, opener } of this.#entries()) {
      const isOwn = socket?.isUsedOnlyBy(pid) === true || (socket?.mayBeTwo === true && socket.pid === pid);
      if (isOwn || !socket?.isConnection) split.set(fd, socket, this.isClosedByExec(fd), opener);
      if (isOwn) this.delete(fd);
    }
    split.#epollSets.learn(this.#epollSets);
    return split;
  }
}
