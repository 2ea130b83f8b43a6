import { expect } from "vitest";
import type { FdTable } from "../../../src/core/sockets/fds/fd-table.js";
import { MarkCounter } from "../../../src/core/sockets/later/marks.js";
import { Socket } from "../../../src/core/sockets/socket.js";
import type { EnteredCall, Thread } from "../../../src/core/sockets/thread.js";
import { Threads } from "../../../src/core/sockets/threads.js";
import { ModelEngine } from "./model-engine.js";

/** Some are neighbours, because the kernel counts pids up. */
export const PIDS = [null, 1, 2, 3, 4, 5, 6, 10, 11, 12, 500];
const FDS = [3, 4, 40];
const ENTERED: EnteredCall = { name: "read", socket: null, target: null, isApplied: false };
/** What the maps of the engine's threads may take, though they are empty. */
const EMPTY = 6_000;

/** A thread of the core and the one of the engine. */
interface ThreadPair {
  readonly core: Thread;
  readonly own: number;
}

/** The threads of a capture, in the core and in the engine. A thread is named by its pid. */
export class BothThreads {
  readonly #engine = new ModelEngine();
  readonly #counter = new MarkCounter();
  readonly #threads = new Threads(this.#counter);
  readonly #sockets: { readonly core: Socket; readonly own: number }[] = [];
  readonly #atStart = this.#engine.call("bytesInUse");

  resolve(pid: number | null): void {
    const core = this.#threads.resolve(pid);
    this.#checkThread({ core, own: this.#engine.call("resolveThread", pid ?? -1) });
  }

  /** The call that the thread was in has ended, wherever strace printed that. */
  endCall(pid: number | null): void {
    const core = this.#threads.resolve(pid);
    const own = this.#engine.call("resolveThread", pid ?? -1);
    this.#checkThread({ core, own });
    core.entered = null;
    this.#engine.call("enterCall", own, false);
    this.#threads.endCall(core);
    this.#engine.call("endCall", own);
  }

  attach(pid: number): void {
    this.#threads.attach(pid);
    this.#engine.call("attachThread", pid);
  }

  forget(pid: number | null): void {
    this.#threads.forget(pid);
    this.#engine.call("forgetThread", pid ?? -1);
  }

  beginClone(pid: number | null, sharesFiles: boolean): void {
    const parent = this.#find(pid);
    if (!parent) return;
    this.#threads.beginClone(parent.core, sharesFiles);
    this.#engine.call("beginClone", parent.own, sharesFiles);
  }

  finishClone(pid: number | null, child: number, sharesFiles: boolean): void {
    const parent = this.#find(pid);
    if (!parent) return;
    const before = this.#find(child);
    const core = this.#threads.finishClone(parent.core, child, sharesFiles);
    const own = this.#engine.call("finishClone", parent.own, child, sharesFiles);
    expect(own !== 0).toBe(core !== null);
    if (core && before) this.#close(core, own);
  }

  abandonClone(pid: number | null): void {
    const parent = this.#find(pid);
    if (!parent) return;
    this.#threads.abandonClone(parent.core);
    this.#engine.call("abandonClone", parent.own);
  }

  /** The thread begins a call, or the call returns. */
  enter(pid: number | null, isIn: boolean): void {
    const thread = this.#find(pid);
    if (!thread) return;
    thread.core.entered = isIn ? ENTERED : null;
    this.#engine.call("enterCall", thread.own, isIn);
  }

  exit(pid: number | null): void {
    const thread = this.#find(pid);
    if (!thread) return;
    this.forget(pid);
    this.enter(pid, false);
    this.#remove(thread);
  }

  exitGroup(pid: number | null): void {
    const table = this.#find(pid);
    if (!table) return;
    const own = this.#engine.list("threadsUsing", this.#engine.call("tableOfThread", table.own));
    const members = this.#threads.using(table.core.table);
    expect(own.length).toBe(members.length);
    for (const [index, core] of members.entries()) this.#remove({ core, own: own[index] as number });
  }

  unshare(pid: number | null): void {
    const thread = this.#find(pid);
    if (!thread || thread.core.table.threads < 2) return;
    const copy = this.#engine.call("copyTable", this.#engine.call("tableOfThread", thread.own));
    this.#threads.move(thread.core, thread.core.table.copy());
    this.#engine.call("moveThread", thread.own, copy);
    this.#engine.call("dropTable", copy);
  }

  join(pid: number | null, other: number | null): void {
    const [thread, home] = [this.#find(pid), this.#find(other)];
    if (!thread || !home) return;
    const own = this.#engine.asks("joinThread", thread.own, this.#engine.call("tableOfThread", home.own));
    expect(own).toBe(this.#threads.join(thread.core, home.core.table));
  }

  split(pid: number | null): void {
    const thread = this.#find(pid);
    if (!thread) return;
    const before = this.#engine.call("tableOfThread", thread.own);
    const core = this.#threads.split(thread.core);
    const own = this.#engine.call("splitThread", thread.own);
    expect(own).toBe(core ? before : 0);
    if (core) this.#close(core, own);
  }

  open(pid: number | null, fd: number, isCarrying: boolean): void {
    const thread = this.#find(pid);
    if (!thread) return;
    const core = new Socket(this.#sockets.length + 1, "accept", pid, fd, this.#counter);
    const own = this.#engine.call("makeSocket", 0, pid ?? -1, fd);
    this.#sockets.push({ core, own });
    core.touch(pid, false);
    this.#engine.call("touchSocket", own, pid ?? -1, false);
    if (isCarrying) core.hasCarried = true;
    if (isCarrying) this.#engine.call("carrySocket", own, pid ?? -1, 1);
    thread.core.table.set(fd, core, false, pid);
    this.#engine.call("setFd", this.#engine.call("tableOfThread", thread.own), fd, own, false, pid ?? -1);
  }

  /** The thread's process waits for an fd to take bytes. */
  watch(pid: number | null, set: number): void {
    const thread = this.#find(pid);
    if (!thread) return;
    thread.core.table.epollSet(set).add(3, "7", true);
    const table = this.#engine.call("tableOfThread", thread.own);
    this.#engine.call("addToEpoll", table, set, 3, ...this.#engine.write("7"), true);
  }

  /** So many threads appear, one after the other, and the first of them is used again. */
  resolveMany(count: number): void {
    for (let pid = 1_000; pid < 1_000 + count; pid++) this.resolve(pid);
    this.resolve(1_000);
  }

  /** Those that are idle for the longest time are removed, if there are too many. Returns how many they were. */
  forgetIdle(): number {
    const idle = this.#threads.idle();
    expect(this.#engine.asks("idleThreads")).toBe(idle.length > 0);
    const own = idle.length > 0 ? this.#engine.list("idleThreads") : [];
    for (const [index, core] of idle.entries()) {
      const pair = { core, own: own[index] as number };
      this.#checkThread(pair);
      this.#remove(pair);
    }
    return idle.length;
  }

  /** So many threads begin a call, and their processes end. */
  exitMany(count: number): void {
    for (let pid = 1_000; pid < 1_000 + count; pid++) {
      this.resolve(pid);
      this.enter(pid, true);
      const thread = this.#find(pid);
      if (thread) this.#remove(thread);
    }
  }

  /** Those that ended in a call before all others are forgotten, if there are too many. Returns their pids. */
  takeEnding(): (number | null)[] {
    const core = this.#threads.takeEnding();
    expect(this.#engine.asks("takeEnding")).toBe(core.length > 0);
    const pids = core.map(({ pid }) => pid);
    if (pids.length > 0) expect(this.#engine.results.map((own) => this.#engine.call("pidOfThread", own))).toEqual(pids);
    return pids;
  }

  lineEnds(): void {
    this.#engine.call("lineEnds");
  }

  /** All threads are the same, and so is which of them share a table. */
  check(): void {
    const found = PIDS.flatMap((pid) => this.#find(pid) ?? []);
    for (const pair of found) this.#checkThread(pair);
    const tables = new Map(found.map(({ core, own }) => [core.table, this.#engine.call("tableOfThread", own)]));
    expect(found.map(({ own }) => this.#engine.call("tableOfThread", own))).toEqual(
      found.map(({ core }) => tables.get(core.table)),
    );
    expect(new Set(tables.values()).size).toBe(tables.size);
    expect(this.#engine.asks("haveSplit")).toBe(this.#threads.hasSplit);
    expect(this.#engine.asks("haveAssumed")).toBe(this.#threads.hasAssumed);
  }

  /** All threads end. Nothing is left of them in the memory of the engine. */
  end(): void {
    for (const pid of PIDS) this.exit(pid);
    for (const pid of PIDS) this.forget(pid);
    for (const { own } of this.#sockets) this.#engine.call("dropSocket", own);
    this.#engine.call("liveSockets");
    this.lineEnds();
    expect(this.#engine.call("bytesInUse") - this.#atStart).toBeLessThan(EMPTY);
  }

  #remove({ core, own }: ThreadPair): void {
    const before = this.#engine.call("tableOfThread", own);
    const table = this.#threads.remove(core);
    expect(this.#engine.call("removeThread", own)).toBe(table ? before : 0);
    if (table) this.#close(table, before);
  }

  #close(core: FdTable, own: number): void {
    for (const { entry, leaf } of core.take().fds) leaf.left(entry);
    this.#engine.list("takeFds", own, 0, Infinity, false);
  }

  #find(pid: number | null): ThreadPair | null {
    const core = this.#threads.find(pid);
    const own = this.#engine.call("findThread", pid ?? -1);
    expect(own !== 0).toBe(core !== null);
    return core && { core, own };
  }

  #checkThread({ core, own }: ThreadPair): void {
    const table = this.#engine.call("tableOfThread", own);
    expect({
      pid: this.#engine.call("pidOfThread", own),
      lastUse: this.#engine.call("lastUseOfThread", own),
      threads: this.#engine.call("usersOfTable", table),
      assumed: this.#engine.asks("isAssumedTable", table),
      waitsToWrite: this.#engine.asks("waitsToWrite", table),
      fds: FDS.map((fd) => this.#engine.asks("getFd", table, fd)),
    }).toEqual({
      pid: core.pid ?? -1,
      lastUse: core.lastUse,
      threads: core.table.threads,
      assumed: core.table.assumed,
      waitsToWrite: core.table.waitsToWrite,
      fds: FDS.map((fd) => core.table.get(fd) !== undefined),
    });
  }
}
