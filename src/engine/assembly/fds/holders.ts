/**
 * What sockets are in: an fd table, or a part of the fds that several tables share; and what those are in themselves.
 */
import { create, destroy } from "../heap/allocate";
import { Counted, replace } from "../heap/counted";
import { createMap, destroyMap, keyOfObject, OrderedMap } from "../heap/ordered-map";
import { Row } from "../heap/row";
import { Mark } from "../later/mark";
import { createMarks, destroyMarks, Marks } from "../later/marks";
import { HeldFd } from "./held-fd";

/** An fd table, or a part of a tree of fds. */
@unmanaged
export class Holder extends Counted {
  /** What lines said of all sockets in it; null if none did. */
  marks: Marks | null;
  /** What it is in itself; null for a table. */
  holders: Holders | null;
  /** The entries of a leaf of a tree; null for all others. */
  entries: Row<HeldFd> | null;
  /** The last table that got all of it by a fork, and when: by the count of marks. */
  inheritedBy: Holder | null;
  inheritedNumber: i32;
  /** The last search for news that came by (later/search.ts), and the last one that counted it. */
  seenBy: i32;
  countedBy: i32;

  /** Something is said of all sockets in it. */
  mark(mark: Mark): void {
    this.ownMarks().add(mark);
  }

  /** What was said of it, and who inherited it, is said of something else from now on. */
  forgetMarks(): void {
    const marks = this.marks;
    if (marks) destroyMarks(marks);
    this.marks = null;
    this.inherit(null, 0);
  }

  /** A table got all of it by a fork, unless that was before the last time. */
  inherit(by: Holder | null, number: i32): void {
    this.inheritedBy = replace<Holder>(this.inheritedBy, by);
    this.inheritedNumber = number;
  }

  /** What was said of another holder, and who inherited that, is about the sockets here as well. */
  learnFrom(other: Holder): void {
    const marks = other.marks;
    if (marks) this.ownMarks().learn(marks);
    if (other.inheritedNumber > this.inheritedNumber) this.inherit(other.inheritedBy, other.inheritedNumber);
  }

  /** Gives back what it has as a holder. */
  freeHolder(): void {
    this.forgetMarks();
    const holders = this.holders;
    if (holders) destroyHolders(holders);
  }

  private ownMarks(): Marks {
    const marks = this.marks;
    if (marks) return marks;
    const fresh = createMarks();
    this.marks = fresh;
    return fresh;
  }
}

/** What something is in, and how many times. Usually it is in one. */
@unmanaged
export class Holders {
  /** How many times it is in any. */
  count: i32;
  /** The only one, unless there are several. */
  one: Holder | null;
  /** How many times it is in each, if there are several. */
  several: OrderedMap<i32> | null;

  add(holder: Holder): void {
    const several = this.several;
    if (this.count === 0) this.one = holder;
    else if (several) several.set(keyOfObject<Holder>(holder), several.get(keyOfObject<Holder>(holder)) + 1);
    else if (this.one !== holder) this.become(this.one as Holder, holder);
    this.count++;
  }

  remove(holder: Holder): void {
    this.count--;
    const several = this.several;
    if (!several) return;
    const times = several.get(keyOfObject<Holder>(holder)) - 1;
    if (times > 0) several.set(keyOfObject<Holder>(holder), times);
    else several.delete(keyOfObject<Holder>(holder));
    if (several.size > 1) return;
    this.one = holderAt(several, several.after(-1));
    destroyMap<i32>(several);
    this.several = null;
  }

  /** Two, the first one as many times as it is in any. */
  private become(first: Holder, second: Holder): void {
    const several = createMap<i32>();
    several.set(keyOfObject<Holder>(first), this.count);
    several.set(keyOfObject<Holder>(second), 1);
    this.several = several;
  }
}

/** One of several holders, by its index in their map. */
export function holderAt(several: OrderedMap<i32>, index: i32): Holder {
  return changetype<Holder>(<usize>several.keyAt(index));
}

/** In nothing yet. */
export function createHolders(): Holders {
  return create<Holders>();
}

/** Gives back what is known of the holders, which stay. */
export function destroyHolders(holders: Holders): void {
  const several = holders.several;
  if (several) destroyMap<i32>(several);
  destroy<Holders>(holders);
}
