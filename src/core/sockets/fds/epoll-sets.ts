import { EpollSet, Registered } from "../epoll-set.js";
import type { FdNode } from "./fd-node.js";
import type { TakenFd } from "./fd-tree.js";
import { placeOfFd } from "./place.js";

/** The epoll sets of a process, by their fds. A set of which no line showed the fd stays. */
export class EpollSets {
  readonly #byFd = new Map<number, EpollSet>();
  readonly #registered = new Registered();

  /** The set of an fd. It is made on first use, because the program may have made it before the capture. */
  of(fd: number): EpollSet {
    const known = this.#byFd.get(fd);
    if (known) return known;
    const fresh = new EpollSet(this.#registered);
    this.put(fd, fresh);
    return fresh;
  }

  put(fd: number, set: EpollSet): void {
    set.names++;
    this.delete(fd);
    this.#byFd.set(fd, set);
  }

  delete(fd: number): void {
    const set = this.#byFd.get(fd);
    if (!set) return;
    this.#byFd.delete(fd);
    if (--set.names === 0) set.clear();
  }

  /** These fds were taken out of the table, and these parts of it: their sets go with them. */
  deleteTaken(fds: readonly TakenFd[], parts: readonly FdNode[]): void {
    if (this.#byFd.size === 0) return;
    for (const { entry } of fds) this.delete(entry.fd);
    for (const part of parts) {
      if (part.size < this.#byFd.size) for (const { fd } of part.all()) this.delete(fd);
      else for (const fd of this.#byFd.keys()) if (part.at(placeOfFd(fd))?.fd === fd) this.delete(fd);
    }
  }

  /** True if the program waits for some fd of any set to take bytes. */
  get waitToWrite(): boolean {
    return this.#registered.askedWritable > 0;
  }

  /** True if the capture shows what data some set reports for the fd. */
  know(fd: number): boolean {
    return this.#registered.has(fd);
  }

  /** Adds the registrations of another process's sets. */
  learn(other: EpollSets): void {
    for (const [fd, set] of other.#byFd) this.of(fd).learn(set);
  }
}
