/**
 * The calls under way whose first halves the engine has read, by thread. The reader in TypeScript takes a thread over when it has to
 * read one of its lines, and gives it back when the thread is in no call: what a thread is doing stands in one place at a time
 * (host/engine-halves.ts).
 */
import { create } from "../heap/allocate";
import { createList, destroyList, List } from "../heap/list";
import { OrderedMap } from "../heap/ordered-map";
import { sortBy } from "../heap/sort";
import { only } from "../memory";
import { keyOfPid } from "../reading/times";
import { createDoing, Doing, destroyDoing } from "./doing";

/** With more threads than this, the idle ones are forgotten: a capture does not show the end of every thread. */
const MANY: i32 = 1024;
/** Of those whose last line is the second half of a call, so many are kept. */
const MOST_RESUMED: i32 = 8192;

@unmanaged
class Halves {
  private byPid: OrderedMap<Doing>;
  private many: i32;
  private lastPid: i32;
  private last: Doing | null;
  /** How many calls are under way. */
  count: i32;

  start(): void {
    this.byPid = create<OrderedMap<Doing>>();
    this.many = MANY;
  }

  /** What a thread is doing, as far as it is known. Lines of one thread come in runs, so the last one is kept at hand. */
  find(pid: i32): Doing | null {
    const last = this.last;
    if (last && this.lastPid === pid) return last;
    const found = this.byPid.get(keyOfPid(pid));
    if (changetype<usize>(found) === 0) return null;
    this.last = found;
    this.lastPid = pid;
    return found;
  }

  of(pid: i32): Doing {
    const known = this.find(pid);
    if (known) return known;
    if (this.byPid.size >= this.many) this.forgetIdle();
    const fresh = createDoing();
    this.byPid.set(keyOfPid(pid), fresh);
    this.last = fresh;
    this.lastPid = pid;
    return fresh;
  }

  forget(pid: i32): void {
    const doing = this.find(pid);
    if (!doing) return;
    this.byPid.delete(keyOfPid(pid));
    destroyDoing(doing);
    this.last = null;
  }

  /** The threads that are in a call, by the lines on which their calls began. */
  listInCall(pids: List<i32>): void {
    for (let i = this.byPid.after(-1); i >= 0; i = this.byPid.after(i))
      if (this.byPid.valueAt(i).isInCall) pids.push(<i32>this.byPid.keyAt(i));
    sortBy<i32>(pids, lineOf);
  }

  /** Keeps the threads that are in a call, and of the others those that were the last to end one on a line of its own. */
  private forgetIdle(): void {
    this.forgetResumed();
    const kept = create<OrderedMap<Doing>>();
    for (let i = this.byPid.after(-1); i >= 0; i = this.byPid.after(i)) {
      const doing = this.byPid.valueAt(i);
      if (doing.isInCall || doing.isHosts || doing.isAfterResumed) kept.set(this.byPid.keyAt(i), doing);
      else destroyDoing(doing);
    }
    this.byPid.free();
    this.byPid = kept;
    this.many = max(MANY, 2 * kept.size);
    this.last = null;
  }

  private forgetResumed(): void {
    const pids = createList<i32>();
    for (let i = this.byPid.after(-1); i >= 0; i = this.byPid.after(i))
      if (this.byPid.valueAt(i).isIdleAfterResumed) pids.push(<i32>this.byPid.keyAt(i));
    if (pids.length > MOST_RESUMED) sortBy<i32>(pids, lineOf);
    for (let i = 0; i < pids.length - MOST_RESUMED; i++) this.of(pids.at(i)).isAfterResumed = false;
    destroyList<i32>(pids);
  }
}

export const halves: Halves = only<Halves>();
halves.start();

function lineOf(pid: i32): f64 {
  const doing = halves.find(pid);
  return doing ? <f64>doing.line : 0;
}
