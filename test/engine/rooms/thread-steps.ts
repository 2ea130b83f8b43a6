import { expect } from "vitest";
import { ModelEngine } from "./model-engine.js";

/** Some are neighbours, because the kernel counts pids up. */
export const PIDS = [null, 1, 2, 3, 4, 5, 6, 10, 11, 12, 500];
/** What the maps of the engine's threads may take, though they are empty. */
const EMPTY = 6_000;
const ACCEPT = 0;
const NO_PID = -1;

/** The threads of a capture in the engine. A thread is named by its pid. */
export class ThreadSteps {
  readonly #engine = new ModelEngine();
  readonly #sockets: number[] = [];
  readonly #atStart = this.#engine.call("bytesInUse");

  resolve(pid: number | null): void {
    const thread = this.#engine.call("resolveThread", pid ?? NO_PID);
    const known = this.#engine.call("pidOfThread", thread);
    if (pid !== null) expect(known).toBe(pid); // a line without a pid is of the only thread, whatever its pid
  }

  attach(pid: number): void {
    this.#engine.call("attachThread", pid);
  }

  beginClone(pid: number | null, sharesFiles: boolean): void {
    const parent = this.#find(pid);
    if (parent) this.#engine.call("beginClone", parent, sharesFiles);
  }

  /** After a clone has returned, a child that shares the fds uses its parent's table; another has a table of its own. */
  finishClone(pid: number | null, child: number, sharesFiles: boolean): void {
    const parent = this.#find(pid);
    if (!parent || this.#pidOf(parent) === child || this.#find(child)) return;
    this.#closeAll(this.#engine.call("finishClone", parent, child, sharesFiles));
    expect(this.#tableOf(this.#find(child)) === this.#tableOf(parent)).toBe(sharesFiles);
  }

  abandonClone(pid: number | null): void {
    const parent = this.#find(pid);
    if (parent) this.#engine.call("abandonClone", parent);
  }

  exit(pid: number | null): void {
    const thread = this.#find(pid);
    if (!thread) return;
    this.#engine.call("forgetThread", pid ?? NO_PID);
    this.#remove(thread);
  }

  exitGroup(pid: number | null): void {
    const thread = this.#find(pid);
    if (thread) for (const each of this.#engine.list("threadsUsing", this.#tableOf(thread))) this.#remove(each);
  }

  /** The thread gets a copy of the table: the other threads of the process go on with theirs. */
  unshare(pid: number | null): void {
    const thread = this.#find(pid);
    if (!thread || this.#usersOf(thread) < 2) return;
    const before = this.#tableOf(thread);
    const copy = this.#engine.call("copyTable", before);
    this.#engine.call("moveThread", thread, copy);
    this.#engine.call("dropTable", copy);
    expect(this.#tableOf(thread)).toBe(copy);
    expect(this.#usersOf(thread)).toBe(1);
  }

  /** A thread of an unknown process uses an fd of another one's table. */
  join(pid: number | null, other: number | null): void {
    const [thread, home] = [this.#find(pid), this.#find(other)];
    if (!thread || !home) return;
    const table = this.#tableOf(home);
    if (this.#engine.asks("joinThread", thread, table)) expect(this.#tableOf(thread)).toBe(table);
  }

  /** The thread is of another process than it was thought to be. */
  split(pid: number | null): void {
    const thread = this.#find(pid);
    if (!thread) return;
    const before = this.#tableOf(thread);
    this.#closeAll(this.#engine.call("splitThread", thread));
    expect(this.#tableOf(thread)).not.toBe(before);
    expect(this.#usersOf(thread)).toBe(1);
  }

  open(pid: number | null, fd: number): void {
    const thread = this.#find(pid);
    if (!thread) return;
    const socket = this.#engine.call("makeSocket", ACCEPT, pid ?? NO_PID, fd);
    this.#sockets.push(socket);
    this.#engine.call("setFd", this.#tableOf(thread), fd, socket, false, pid ?? NO_PID);
  }

  lineEnds(): void {
    this.#engine.call("lineEnds");
  }

  /** A table has as many users as there are threads that use it. */
  check(): void {
    const threads = [...new Set(PIDS.map((pid) => this.#find(pid)))].filter((thread) => thread !== 0);
    const users = new Map<number, number>();
    for (const thread of threads) users.set(this.#tableOf(thread), (users.get(this.#tableOf(thread)) ?? 0) + 1);
    for (const thread of threads) {
      expect(this.#usersOf(thread)).toBe(users.get(this.#tableOf(thread)));
      expect(this.#engine.list("threadsUsing", this.#tableOf(thread))).toContain(thread);
    }
  }

  /** So many threads appear, one after the other. */
  resolveMany(count: number): void {
    for (let pid = 1_000; pid < 1_000 + count; pid++) this.resolve(pid);
  }

  /** The pids of the threads that are to be forgotten, because there are too many. */
  forgetIdle(): number[] {
    if (!this.#engine.asks("idleThreads")) return [];
    const idle = this.#engine.results;
    const pids = idle.map((thread) => this.#pidOf(thread));
    for (const thread of idle) this.#remove(thread);
    return pids;
  }

  /** So many threads begin a call, and their processes end. */
  exitMany(count: number): void {
    for (let pid = 1_000; pid < 1_000 + count; pid++) {
      this.resolve(pid);
      const thread = this.#find(pid);
      if (!thread) continue; // it has ended
      this.#engine.call("enterCall", thread, true);
      this.#remove(thread);
    }
  }

  /** The pids of those that ended in a call and are to be forgotten, because there are too many. */
  takeEnding(): number[] {
    if (!this.#engine.asks("takeEnding")) return [];
    return this.#engine.results.map((thread) => this.#pidOf(thread));
  }

  /** All threads end. Nothing is left of them in the memory of the engine. */
  end(): void {
    for (const pid of PIDS) this.exit(pid);
    for (const pid of PIDS) this.#engine.call("forgetThread", pid ?? NO_PID);
    for (const socket of this.#sockets) this.#engine.call("dropSocket", socket);
    this.#engine.call("liveSockets");
    this.lineEnds();
    expect(this.#engine.call("bytesInUse") - this.#atStart).toBeLessThan(EMPTY);
  }

  /** Its table is closed if no other thread uses it. */
  #remove(thread: number): void {
    const isLast = this.#usersOf(thread) === 1;
    const table = this.#engine.call("removeThread", thread);
    expect(table !== 0).toBe(isLast);
    this.#closeAll(table);
  }

  /** @param table 0 for none */
  #closeAll(table: number): void {
    if (table !== 0) this.#engine.list("takeFds", table, 0, Infinity, false);
  }

  #find(pid: number | null): number {
    return this.#engine.call("findThread", pid ?? NO_PID);
  }

  #pidOf(thread: number): number {
    return this.#engine.call("pidOfThread", thread);
  }

  #tableOf(thread: number): number {
    return this.#engine.call("tableOfThread", thread);
  }

  #usersOf(thread: number): number {
    return this.#engine.call("usersOfTable", this.#tableOf(thread));
  }
}
