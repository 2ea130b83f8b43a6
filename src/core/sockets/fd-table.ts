import { EpollSet } from "./epoll-set.js";
import type { Socket } from "./socket.js";

/** What an fd number stands for: a socket, or null for a file, pipe, epoll and so on. */
export interface FdEntry {
  readonly socket: Socket | null;
  closeOnExec: boolean;
  /** The process behind a pidfd. */
  pidfd?: number | null;
}

/** A process's fds. Threads share one; a fork copies it (files_struct in the kernel). */
export class FdTable {
  readonly #entries = new Map<number, FdEntry>();
  readonly #epollSets = new Map<number, EpollSet>();
  /** How many traced threads use it. */
  threads = 0;
  /** True where the process has an io_uring that the kernel polls. */
  hasPollingRing = false;
  /** True where sharing was assumed, because the clone that made the thread was not captured. */
  assumed = false;

  get(fd: number): FdEntry | undefined {
    return this.#entries.get(fd);
  }

  set(fd: number, socket: Socket | null, closeOnExec = false): void {
    if (socket) {
      socket.references++;
      socket.home = this;
    }
    this.#entries.set(fd, { socket, closeOnExec });
  }

  /** Forgets an fd; returns its socket where this was the last reference to it. */
  delete(fd: number): Socket | null {
    const socket = this.#entries.get(fd)?.socket;
    this.#entries.delete(fd);
    this.#epollSets.delete(fd);
    return socket && --socket.references === 0 ? socket : null;
  }

  /** The epoll set behind an fd; made on first use, as its creation may lie before the capture. */
  epollSet(fd: number): EpollSet {
    const known = this.#epollSets.get(fd);
    if (known) return known;
    const fresh = new EpollSet();
    this.#epollSets.set(fd, fresh);
    return fresh;
  }

  /** A dup'ed epoll fd is the same set: tokio registers through one number and waits on the other. */
  shareEpollSet(from: number, to: number): void {
    this.#epollSets.set(to, this.epollSet(from));
  }

  fds(): number[] {
    return [...this.#entries.keys()];
  }

  /** The sockets among the fds. */
  *sockets(): Generator<Socket> {
    for (const { socket } of this.#entries.values()) if (socket) yield socket;
  }

  /** True where both may be one process's: no number is a connection in both, and another in each. */
  agreesWith(other: FdTable): boolean {
    for (const [fd, { socket }] of this.#entries) {
      const theirs = other.get(fd)?.socket;
      if (socket?.isConnection && theirs?.isConnection && socket !== theirs) return false;
    }
    return true;
  }

  /** Takes over what a table holds that nobody uses any more, as it was this one all the time. */
  absorb(other: FdTable): void {
    for (const [fd, entry] of other.#entries) {
      if (entry.socket && this.get(fd)) entry.socket.references--;
      else if (!this.get(fd)) {
        this.#entries.set(fd, entry);
        if (entry.socket) entry.socket.home = this;
      }
    }
    other.#entries.clear();
  }

  /** Learns what epoll sets watch by what was registered in a table that was taken for another process's. */
  learnEpollSets(other: FdTable): void {
    for (const [fd, set] of other.#epollSets) this.epollSet(fd).learn(set);
  }

  /** What a fork gets: the same sockets, under the same numbers, each with one reference more. */
  copy(): FdTable {
    const copy = new FdTable();
    for (const [fd, entry] of this.#entries) copy.set(fd, entry.socket, entry.closeOnExec);
    return copy;
  }

  /**
   * A table for a thread that turned out never to have shared this one: it takes its own connections along, leaves
   * those of others, and has what every process may have inherited.
   */
  splitFor(pid: number | null): FdTable {
    const split = new FdTable();
    for (const [fd, { socket, closeOnExec }] of this.#entries) {
      const isOwn = socket?.isOnly(pid) === true;
      if (isOwn || !socket?.isConnection) split.set(fd, socket, closeOnExec);
      if (isOwn) this.delete(fd);
    }
    for (const [fd, set] of this.#epollSets) split.#epollSets.set(fd, set.copy());
    return split;
  }
}
