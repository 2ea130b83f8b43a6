import { EpollSet } from "../epoll-set.js";
import { type MarkCounter, Marks } from "../later/marks.js";
import type { Socket } from "../socket.js";
import type { EndSignal } from "../socket-facts.js";
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
  readonly #kept = new FdTree(this);
  readonly #epollSets = new Map<number, EpollSet>();
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
    return this.#closedByExec.get(fd) ?? this.#kept.get(fd);
  }

  /** Gives a number that is not in use a meaning. */
  set(fd: number, socket: Socket | null, closeOnExec = false, opener: number | null = null): void {
    if (this.get(fd)) this.delete(fd);
    this.#treeOf(closeOnExec).add({ fd, socket, closeOnExec, opener, order: this.#order++ });
    if (socket) socket.home = this;
  }

  /** Sets whether an exec closes the fd, if the fd is known. */
  markCloseOnExec(fd: number, value: boolean): void {
    const entry = this.get(fd);
    if (!entry || entry.closeOnExec === value) return;
    this.#treeOf(value).add({ ...entry, closeOnExec: value });
    this.#treeOf(!value).remove(entry);
  }

  #treeOf(closeOnExec: boolean): FdTree {
    return closeOnExec ? this.#closedByExec : this.#kept;
  }

  /** The numbers in use from `first` to `last`, both included. */
  fdsWithin(first: number, last: number): number[] {
    const isShort = last - first < this.#kept.size + this.#closedByExec.size;
    if (!isShort) return this.#entries().flatMap(({ fd }) => (fd >= first && fd <= last ? [fd] : []));
    const fds = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
    return fds.filter((fd) => this.get(fd));
  }

  /** Removes an fd. Returns its socket if this was the socket's last fd. */
  delete(fd: number): Socket | null {
    const entry = this.get(fd);
    if (!entry) return null;
    this.#treeOf(entry.closeOnExec).remove(entry);
    this.#epollSets.delete(fd);
    return entry.socket?.references === 0 ? entry.socket : null;
  }

  /** Takes out what an exec closes. */
  takeClosedByExec(): ClosedFds {
    return this.#take([this.#closedByExec]);
  }

  /** Takes out the numbers from `first` to `last`, both included; all of them by default. */
  take(first = 0, last = Number.POSITIVE_INFINITY): ClosedFds {
    return this.#take([this.#closedByExec, this.#kept], first, last);
  }

  #take(trees: readonly FdTree[], first?: number, last?: number): ClosedFds {
    if (trees.every(({ size }) => size === 0)) return NOTHING;
    const before = [...this.#epollSets.keys()].filter((fd) => this.get(fd));
    const taken = trees.map((tree) => tree.take(first, last));
    for (const fd of before) if (!this.get(fd)) this.#epollSets.delete(fd);
    const fds = taken.flatMap(({ single }) => single).sort((one, other) => one.entry.order - other.entry.order);
    return { fds, shared: taken.flatMap(({ shared }) => shared) };
  }

  /** The entries, in the order in which they were made. */
  #entries(): FdEntry[] {
    const all = [...this.#closedByExec.entries(), ...this.#kept.entries()];
    return all.sort((one, other) => one.order - other.order);
  }

  /** The epoll set of an fd. It is made on first use, because the program may have made it before the capture. */
  epollSet(fd: number): EpollSet {
    const known = this.#epollSets.get(fd);
    if (known) return known;
    const fresh = new EpollSet();
    this.#epollSets.set(fd, fresh);
    return fresh;
  }

  get waitsToWrite(): boolean {
    for (const set of this.#epollSets.values()) if (set.waitsToWrite) return true;
    return false;
  }

  /** A duplicated epoll fd is the same set: tokio registers fds through one number and waits on the other. */
  shareEpollSet(from: number, to: number): void {
    this.#epollSets.set(to, this.epollSet(from));
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
    if (this.#unplacedHangup <= since) return false;
    return ![...this.#epollSets.values()].some((set) => set.has(fd));
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
    return !this.#closedByExec.entries().some(contradicts) && !this.#kept.entries().some(contradicts);
  }

  /** Moves the fds of another table here. The other table was this one all the time, and no thread uses it. */
  absorb(other: FdTable): void {
    for (const { fd, socket, closeOnExec, opener } of other.#entries()) {
      if (!this.get(fd)) this.set(fd, socket, closeOnExec, opener);
    }
    for (const { entry, leaf } of other.take().fds) leaf.left(entry);
  }

  /** Adds the registrations of the other table's epoll sets. The other table was this one all the time. */
  learnEpollSets(other: FdTable): void {
    for (const [fd, set] of other.#epollSets) this.epollSet(fd).learn(set);
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
    this.#kept.share(copy.#kept, inherited);
    return copy;
  }

  /**
   * A table for a thread that never shared this one. The thread's own connections move. Connections that other threads
   * use stay. Everything else is copied, because every process may have inherited it.
   */
  splitFor(pid: number | null): FdTable {
    const split = new FdTable(this.#counter);
    for (const { fd, socket, closeOnExec, opener } of this.#entries()) {
      const isOwn = socket?.isUsedOnlyBy(pid) === true || (socket?.mayBeTwo === true && socket.pid === pid);
      if (isOwn || !socket?.isConnection) split.set(fd, socket, closeOnExec, opener);
      if (isOwn) this.delete(fd);
    }
    for (const [fd, set] of this.#epollSets) split.#epollSets.set(fd, set.copy());
    return split;
  }
}
