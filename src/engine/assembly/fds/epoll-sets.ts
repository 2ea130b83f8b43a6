/** The epoll sets of a process, by their fds. A set of which no line showed the fd stays. */
import { create, destroy } from "../heap/allocate";
import { keep, letGo } from "../heap/counted";
import { createList, destroyList } from "../heap/list";
import { createMap, destroyMap, keyOfFd, OrderedMap } from "../heap/ordered-map";
import { ClosedFds } from "./closed-fds";
import { createEpollSet, createRegistered, EpollSet, Registered } from "./epoll-set";
import { FdEntry } from "./fd-entry";
import { FdNode } from "./fd-node";
import { placeOfFd } from "./place";

@unmanaged
export class EpollSets {
  byFd: OrderedMap<EpollSet>;
  registered: Registered;

  /** The set of an fd. It is made on first use. */
  of(fd: f64): EpollSet {
    const index = this.byFd.indexOf(keyOfFd(fd));
    if (index >= 0) return this.byFd.valueAt(index);
    const fresh = createEpollSet(this.registered);
    this.put(fd, fresh);
    return fresh;
  }

  put(fd: f64, set: EpollSet): void {
    keep<EpollSet>(set);
    this.delete(fd);
    this.byFd.set(keyOfFd(fd), set);
  }

  delete(fd: f64): void {
    const index = this.byFd.indexOf(keyOfFd(fd));
    if (index < 0) return;
    drop(this.byFd.valueAt(index));
    this.byFd.delete(keyOfFd(fd));
  }

  /** These fds were taken out of the table, and these parts of it: their sets go with them. */
  deleteTaken(closed: ClosedFds): void {
    const fds = closed.fds;
    for (let i = 0; i < fds.length && this.byFd.size > 0; i++) this.delete(fds.at(i).entry.fd);
    for (let i = 0; i < closed.shared.length && this.byFd.size > 0; i++) this.deleteThoseOf(closed.shared.at(i));
  }

  private deleteThoseOf(part: FdNode): void {
    const entries = createList<FdEntry>();
    if (part.size < this.byFd.size) part.collect(entries);
    else {
      for (let i = this.byFd.after(-1); i >= 0; i = this.byFd.after(i)) {
        const fd = reinterpret<f64>(this.byFd.keyAt(i));
        const entry = part.at(placeOfFd(fd));
        if (entry && entry.fd === fd) entries.push(entry);
      }
    }
    for (let i = 0; i < entries.length; i++) this.delete(entries.at(i).fd);
    destroyList<FdEntry>(entries);
  }

  /** True if the program waits for some fd of any set to take bytes. */
  get waitToWrite(): bool {
    return this.registered.askedWritable > 0;
  }

  /** True if the capture shows what data some set reports for the fd. */
  know(fd: f64): bool {
    return this.registered.has(fd);
  }

  /** Adds the registrations of another process's sets. */
  learn(other: EpollSets): void {
    const theirs = other.byFd;
    for (let i = theirs.after(-1); i >= 0; i = theirs.after(i)) {
      const set = theirs.valueAt(i);
      if (set.byFd.size > 0) this.of(reinterpret<f64>(theirs.keyAt(i))).learn(set); // an empty one is made on first use
    }
  }

  free(): void {
    for (let i = this.byFd.after(-1); i >= 0; i = this.byFd.after(i)) drop(this.byFd.valueAt(i));
    destroyMap<EpollSet>(this.byFd);
    this.registered.free();
  }
}

/** A number no longer stands for the set. The last one clears it. */
function drop(set: EpollSet): void {
  if (set.users === 1) set.clear();
  letGo(set);
}

/** No sets. */
export function createEpollSets(): EpollSets {
  const sets = create<EpollSets>();
  sets.byFd = createMap<EpollSet>();
  sets.registered = createRegistered();
  return sets;
}

/** The process has ended: another one may still have a set. */
export function destroyEpollSets(sets: EpollSets): void {
  sets.free();
  destroy<EpollSets>(sets);
}
