/** Clones that have not returned in the parent. Their children may already run. */
import { NO_PID } from "../call/current-call";
import { create, destroy } from "../heap/allocate";
import { keep, letGo } from "../heap/counted";
import { createMap, keyOfObject, OrderedMap } from "../heap/ordered-map";
import { Thread } from "./thread";

@unmanaged
export class PendingClone {
  parent: Thread;
  sharesFiles: bool;
  /** The pid that was taken for the child; NO_PID until a new pid appears. */
  child: i32;
}

/** One for each parent, in the order in which they began. */
@unmanaged
export class PendingClones {
  byParent: OrderedMap<PendingClone>;

  begin(parent: Thread, sharesFiles: bool): void {
    let clone = this.of(parent);
    if (!clone) {
      clone = create<PendingClone>();
      clone.parent = keep<Thread>(parent);
      this.byParent.set(keyOfObject<Thread>(parent), clone);
    }
    clone.sharesFiles = sharesFiles;
    clone.child = NO_PID;
  }

  /** The parent's clone returned. Returns the pid that was taken for its child, NO_PID if none was. */
  end(parent: Thread): i32 {
    const clone = this.of(parent);
    if (!clone) return NO_PID;
    const child = clone.child;
    this.byParent.delete(keyOfObject<Thread>(parent));
    letGo(parent);
    destroy<PendingClone>(clone);
    return child;
  }

  /** The clone for whose child a pid was taken. */
  ofChild(child: i32): PendingClone | null {
    for (let i = this.byParent.after(-1); i >= 0; i = this.byParent.after(i)) {
      const clone = this.byParent.valueAt(i);
      if (clone.child === child) return clone;
    }
    return null;
  }

  /** How many have no child yet. */
  get childless(): i32 {
    let count = 0;
    for (let i = this.byParent.after(-1); i >= 0; i = this.byParent.after(i)) {
      if (this.byParent.valueAt(i).child === NO_PID) count++;
    }
    return count;
  }

  /** Of those without a child, the one at an index. */
  childlessAt(index: i32): PendingClone | null {
    for (let i = this.byParent.after(-1); i >= 0; i = this.byParent.after(i)) {
      const clone = this.byParent.valueAt(i);
      if (clone.child === NO_PID && index-- === 0) return clone;
    }
    return null;
  }

  get size(): i32 {
    return this.byParent.size;
  }

  get first(): PendingClone {
    return this.byParent.valueAt(this.byParent.after(-1));
  }

  private of(parent: Thread): PendingClone | null {
    return this.byParent.get(keyOfObject<Thread>(parent));
  }
}

/** No clone is under way. */
export function createPendingClones(): PendingClones {
  const clones = create<PendingClones>();
  clones.byParent = createMap<PendingClone>();
  return clones;
}
