/**
 * Which data an epoll set reports for which fd. The kernel drops a closed fd from the set, and no line
 * shows that. The set therefore keeps one entry for each fd number: when the number is registered again, the old data goes.
 */
import { create, destroy } from "../heap/allocate";
import { Counted, createCounted, keep, letGo } from "../heap/counted";
import { createMap, destroyMap, keyOfFd, OrderedMap } from "../heap/ordered-map";
import { Text } from "../heap/text";
import { createTextMap, destroyTextMap, TextMap } from "../heap/text-map";

/** In place of an fd that the capture does not show. */
export const UNPLACED: f64 = -1;
/** After so many fds all are forgotten: most of them are closed, and a hang-up of the others is taken for anybody's. */
const MOST: i32 = 65_536;

@unmanaged
class Registration {
  fd: f64;
  data: Text;
  /** The set reports each time whether the fd takes bytes. */
  asksWritable: bool;
}

/** What is registered in all epoll sets of a process. */
@unmanaged
export class Registered {
  /** How many fds are asked about writing: of each set, as many as it has. */
  askedWritable: i32;
  /** In how many sets each fd is. */
  private setsOf: OrderedMap<i32>;

  start(): void {
    this.setsOf = createMap<i32>();
  }

  add(fd: f64): void {
    this.setsOf.set(keyOfFd(fd), this.setsOf.get(keyOfFd(fd)) + 1);
  }

  remove(fd: f64): void {
    const left = this.setsOf.get(keyOfFd(fd)) - 1;
    if (left > 0) this.setsOf.set(keyOfFd(fd), left);
    else this.setsOf.delete(keyOfFd(fd));
  }

  has(fd: f64): bool {
    return this.setsOf.has(keyOfFd(fd));
  }

  free(): void {
    destroyMap<i32>(this.setsOf);
    destroy<Registered>(this);
  }
}

export function createRegistered(): Registered {
  const registered = create<Registered>();
  registered.start();
  return registered;
}

@unmanaged
export class EpollSet extends Counted {
  byFd: OrderedMap<Registration>;
  /** Of those with the same data, the last one. */
  byData: TextMap<Registration>;
  /** How many ask each time whether the fd takes bytes. */
  private askedWritable: i32;
  /** What is registered in all sets of the process. */
  all: Registered;

  /** @param asksWritable the set reports each time whether the fd takes bytes */
  add(fd: f64, data: Text, asksWritable: bool = false): void {
    this.remove(fd);
    this.addNew(fd, data, asksWritable);
  }

  private addNew(fd: f64, data: Text, asksWritable: bool): void {
    if (this.byFd.size >= MOST) this.clear();
    const fresh = create<Registration>();
    fresh.fd = fd;
    fresh.data = keep<Text>(data);
    fresh.asksWritable = asksWritable;
    if (asksWritable) this.countAsked(1);
    this.all.add(fd);
    this.byFd.set(keyOfFd(fd), fresh);
    this.byData.set(data, fresh);
  }

  remove(fd: f64): void {
    const known = this.of(fd);
    if (!known) return;
    this.byFd.delete(keyOfFd(fd));
    this.all.remove(fd);
    if (known.asksWritable) this.countAsked(-1);
    if (this.byData.get(known.data) === known) this.byData.delete(known.data);
    forget(known);
  }

  /** Adds the fds of another set that this set does not have. */
  learn(other: EpollSet): void {
    this.byFd.makeRoom(other.byFd.size);
    this.byData.byHash.makeRoom(other.byFd.size);
    for (let i = other.byFd.after(-1); i >= 0; i = other.byFd.after(i)) {
      const theirs = other.byFd.valueAt(i);
      if (!this.has(theirs.fd)) this.addNew(theirs.fd, theirs.data, theirs.asksWritable);
    }
  }

  /** True if the program waits for some fd to take bytes. */
  get waitsToWrite(): bool {
    return this.askedWritable > 0;
  }

  asksWritable(fd: f64): bool {
    const known = this.of(fd);
    return known ? known.asksWritable : false;
  }

  /** True if the capture shows what data the set reports for the fd. */
  has(fd: f64): bool {
    return this.of(fd) !== null;
  }

  /** The fd that was registered last with the data p..end; UNPLACED without one. */
  fdOf(p: usize, end: usize): f64 {
    const known = this.byData.getAt(p, end);
    return known ? known.fd : UNPLACED;
  }

  clear(): void {
    for (let i = this.byFd.after(-1); i >= 0; i = this.byFd.after(i)) {
      const each = this.byFd.valueAt(i);
      this.all.remove(each.fd);
      forget(each);
    }
    this.byFd.free();
    this.byData.clear();
    this.countAsked(-this.askedWritable);
  }

  private countAsked(more: i32): void {
    this.askedWritable += more;
    this.all.askedWritable += more;
  }

  private of(fd: f64): Registration | null {
    return this.byFd.get(keyOfFd(fd));
  }
}

function forget(registration: Registration): void {
  letGo(registration.data);
  destroy<Registration>(registration);
}

/** An empty set, which nothing keeps yet. Before its last user lets go of it, that clears it. */
export function createEpollSet(all: Registered): EpollSet {
  const set = createCounted<EpollSet>(destroyEpollSet);
  set.all = all;
  set.byFd = createMap<Registration>();
  set.byData = createTextMap<Registration>();
  return set;
}

function destroyEpollSet(address: usize): void {
  const set = changetype<EpollSet>(address);
  destroyMap<Registration>(set.byFd);
  destroyTextMap<Registration>(set.byData);
  destroy<EpollSet>(set);
}
