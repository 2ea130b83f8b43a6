/** Threads, by their pids. */
import { create } from "../heap/allocate";
import { keep, letGo } from "../heap/counted";
import { createList, List } from "../heap/list";
import { createMap, OrderedMap } from "../heap/ordered-map";
import { Thread } from "./thread";

@unmanaged
export class ThreadsByPid {
  byPid: OrderedMap<Thread>;
  /** The one that was asked for last: several ask for the thread of one line. */
  private lastPid: i32;
  private last: Thread | null;

  get size(): i32 {
    return this.byPid.size;
  }

  get(pid: i32): Thread | null {
    const last = this.last;
    if (last && this.lastPid === pid) return last;
    const found: Thread | null = this.byPid.get(pid);
    this.last = found;
    this.lastPid = pid;
    return found;
  }

  set(pid: i32, thread: Thread): void {
    keep<Thread>(thread);
    this.delete(pid);
    this.byPid.set(pid, thread);
  }

  delete(pid: i32): void {
    const thread = this.get(pid);
    if (thread) letGo(thread);
    this.byPid.delete(pid);
    this.last = null;
  }

  /** The one that came first; null if there is none. */
  get first(): Thread | null {
    const index = this.byPid.after(-1);
    return index < 0 ? null : this.byPid.valueAt(index);
  }

  /** The highest pid; 0 if there is none. */
  get highest(): i32 {
    let highest = 0;
    for (let i = this.byPid.after(-1); i >= 0; i = this.byPid.after(i))
      highest = max(highest, <i32>this.byPid.keyAt(i));
    return highest;
  }

  /** All of them, in the order in which they came. The caller destroys the list. */
  all(): List<Thread> {
    const all = createList<Thread>();
    for (let i = this.byPid.after(-1); i >= 0; i = this.byPid.after(i)) all.push(this.byPid.valueAt(i));
    return all;
  }
}

/** No threads. */
export function createThreadsByPid(): ThreadsByPid {
  const threads = create<ThreadsByPid>();
  threads.byPid = createMap<Thread>();
  return threads;
}
