/**
 * What sockets are in: an fd table, or a part of the fds that several tables share; and what those are in themselves
 * (core/sockets/fds/holders.ts).
 */
import { create, destroy } from "../heap/allocate";
import { Counted, letGo } from "../heap/counted";
import { destroyMap, keyOfObject, OrderedMap } from "../heap/ordered-map";
import { Mark } from "../later/mark";
import { createMarks, destroyMarks, Marks } from "../later/marks";

/** An fd table, or a part of a tree of fds. */
@unmanaged
export class Holder extends Counted {
  /** What lines said of all sockets in it; null if none did. */
  marks: Marks | null;
  /** What it is in itself; null for a table. */
  holders: Holders | null;
  /** The last table that got all of it by a fork, and when: by the count of marks. */
  inheritedBy: Holder | null;
  inheritedNumber: i32;

  /** Something is said of all sockets in it. */
  mark(mark: Mark): void {
    let marks = this.marks;
    if (!marks) {
      marks = createMarks();
      this.marks = marks;
    }
    marks.add(mark);
  }

  /** Gives back what a holder has of its own. */
  freeHolder(): void {
    const marks = this.marks;
    if (marks) destroyMarks(marks);
    const holders = this.holders;
    if (holders) destroyHolders(holders);
    letGo(this.inheritedBy);
  }
}

/** What something is in, and how many times. Usually it is in one. */
@unmanaged
export class Holders {
  /** How many times it is in any. */
  count: i32;
  /** The only one, unless there are several. */
  one: Holder | null;
  /** How many times it is in each of several. */
  several: OrderedMap<i32> | null;

  add(holder: Holder): void {
    if (this.count === 0) this.one = holder;
    this.count++;
  }

  remove(_holder: Holder): void {
    this.count--;
  }
}

export function createHolders(): Holders {
  return create<Holders>();
}

export function destroyHolders(holders: Holders): void {
  const several = holders.several;
  if (several) destroyMap<i32>(several);
  destroy<Holders>(holders);
}
