import { EpollSet } from "./epoll-set.js";
import { Marks } from "./later/marks.js";
import type { EndSignal, Socket } from "./socket.js";

/** What an fd number stands for. */
export interface FdEntry {
  /** Null for a file, a pipe, an epoll set and so on. */
  readonly socket: Socket | null;
  closeOnExec: boolean;
  /** The thread that got the number; null if it is unknown. */
  readonly opener: number | null;
  /** The process that a pidfd refers to. */
  pidfd?: number | null;
}

/** The fds of a process (files_struct in the kernel). Its threads share the table; a fork copies it. */
export class FdTable {
  readonly #entries = new Map<number, FdEntry>();
  readonly #epollSets = new Map<number, EpollSet>();
  /** The numbers that an exec closes. */
  readonly #closedByExec = new Set<number>();
  /** What lines said of all sockets of the table. */
  readonly marks = new Marks();
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

  get(fd: number): FdEntry | undefined {
    return this.#entries.get(fd);
  }

  set(fd: number, socket: Socket | null, closeOnExec = false, opener: number | null = null): void {
    if (socket) {
      socket.references++;
      socket.home = this;
      socket.news.enter(this.marks);
    }
    this.#entries.set(fd, { socket, closeOnExec, opener });
    this.#note(fd, closeOnExec);
  }

  /** Sets whether an exec closes the fd, if the fd is known. */
  markCloseOnExec(fd: number, value: boolean): void {
    const entry = this.#entries.get(fd);
    if (!entry) return;
    entry.closeOnExec = value;
    this.#note(fd, value);
  }

  #note(fd: number, closeOnExec: boolean): void {
    if (closeOnExec) this.#closedByExec.add(fd);
    else this.#closedByExec.delete(fd);
  }

  /** The numbers that an exec closes. */
  closedByExec(): number[] {
    return [...this.#closedByExec];
  }

  /** The numbers in use from `first` to `last`, both included. */
  fdsWithin(first: number, last: number): number[] {
    const isShort = last - first < this.#entries.size;
    if (!isShort) return this.fds().filter((fd) => fd >= first && fd <= last);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index).filter((fd) =>
      this.#entries.has(fd),
    );
  }

  /** Removes an fd. Returns its socket if this was the socket's last fd. */
  delete(fd: number): Socket | null {
    const socket = this.#entries.get(fd)?.socket;
    this.#entries.delete(fd);
    this.#closedByExec.delete(fd);
    this.#epollSets.delete(fd);
    socket?.news.leave(this.marks);
    return socket && --socket.references === 0 ? socket : null;
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

  fds(): number[] {
    return [...this.#entries.keys()];
  }

  /** True if both tables may belong to one process: no number stands for two different connections. */
  agreesWith(other: FdTable): boolean {
    for (const [fd, { socket }] of this.#entries) {
      const theirs = other.get(fd)?.socket;
      if (socket?.isConnection && theirs?.isConnection && socket !== theirs) return false;
    }
    return true;
  }

  /** Moves the fds of another table here. The other table was this one all the time, and no thread uses it. */
  absorb(other: FdTable): void {
    for (const [fd, entry] of other.#entries) {
      entry.socket?.news.leave(other.marks);
      if (entry.socket && this.get(fd)) entry.socket.references--;
      else if (!this.get(fd)) {
        this.#entries.set(fd, entry);
        this.#note(fd, entry.closeOnExec);
        entry.socket?.news.enter(this.marks);
        if (entry.socket) entry.socket.home = this;
      }
    }
    other.#entries.clear();
    other.#closedByExec.clear();
  }

  /** Adds the registrations of the other table's epoll sets. The other table was this one all the time. */
  learnEpollSets(other: FdTable): void {
    for (const [fd, set] of other.#epollSets) this.epollSet(fd).learn(set);
  }

  /** The table of a forked child: the same sockets under the same numbers, each with one more reference. */
  copy(): FdTable {
    const copy = new FdTable();
    for (const [fd, { socket, closeOnExec, opener }] of this.#entries) copy.set(fd, socket, closeOnExec, opener);
    return copy;
  }

  /**
   * A table for a thread that never shared this one. The thread's own connections move. Connections that other threads
   * use stay. Everything else is copied, because every process may have inherited it.
   */
  splitFor(pid: number | null): FdTable {
    const split = new FdTable();
    for (const [fd, { socket, closeOnExec, opener }] of this.#entries) {
      const isOwn = socket?.isUsedOnlyBy(pid) === true || (socket?.mayBeTwo === true && socket.pid === pid);
      if (isOwn || !socket?.isConnection) split.set(fd, socket, closeOnExec, opener);
      if (isOwn) this.delete(fd);
    }
    for (const [fd, set] of this.#epollSets) split.#epollSets.set(fd, set.copy());
    return split;
  }
}
