import { expect } from "vitest";
import type { FdNode } from "../../../src/core/sockets/fds/fd-node.js";
import { type ClosedFds, FdTable } from "../../../src/core/sockets/fds/fd-table.js";
import { type Mark, MarkCounter, Marks, RELEASED } from "../../../src/core/sockets/later/marks.js";
import { Socket } from "../../../src/core/sockets/socket.js";
import { ModelEngine } from "./model-engine.js";
import { expectSameSocket, expectSameTable, type Pair } from "./same-facts.js";

const RING = "ring";
/** The number of the first kind of mark that is the host's. */
const HOST = 2;
/** The numbers that stand for epoll sets. */
export const EPOLL_FDS = [3, 5, 40_000];
/** Each table is compared as a whole, so there are not many. */
const MOST_TABLES = 40;

/** The fd tables of a few processes, in the core and in the engine: whatever is done with one is done with the other. */
export class BothTables {
  readonly engine = new ModelEngine();
  readonly #counter = new MarkCounter();
  readonly #ofAll = new Marks();
  readonly #ofAny = new Marks();
  #tables: Pair<FdTable>[] = [];
  readonly #sockets: Pair<Socket>[] = [];
  /** The table that stands at an address now, and the number of its last user. */
  readonly #tableAt = new Map<number, FdTable>();
  readonly #atStart: number;

  constructor() {
    this.#atStart = this.#bytesInUse();
    this.#add(new FdTable(this.#counter), this.engine.call("makeTable"));
  }

  set(index: number, fd: number, kind: "socket" | "file" | "dup", closeOnExec: boolean, opener: number | null): void {
    const table = this.#table(index);
    const socket = kind === "file" ? null : kind === "dup" ? this.#socket(index + fd) : this.#fresh(fd, opener);
    if (!table || socket === undefined) return;
    const old = table.core.get(fd)?.socket;
    if (old && old === socket?.core) return; // the model never does that
    table.core.set(fd, socket?.core ?? null, closeOnExec, opener);
    this.engine.call("setFd", table.own, fd, socket?.own ?? 0, closeOnExec, opener ?? -1);
  }

  markCloseOnExec(index: number, fd: number, value: boolean): void {
    const table = this.#table(index);
    table?.core.markCloseOnExec(fd, value);
    if (table) this.engine.call("markCloseOnExec", table.own, fd, value);
  }

  markRangeCloseOnExec(index: number, first: number, last: number): void {
    const table = this.#table(index);
    table?.core.markRangeCloseOnExec(first, last);
    if (table) this.engine.call("markRangeCloseOnExec", table.own, first, last);
  }

  delete(index: number, fd: number): void {
    const table = this.#table(index);
    if (table) expect(this.engine.call("deleteFd", table.own, fd)).toBe(this.#own(table.core.delete(fd)));
  }

  exec(index: number): void {
    const table = this.#table(index);
    if (!table) return;
    this.#leave(table.core.takeClosedByExec(), true, this.engine.list.bind(this.engine, "takeClosedByExec", table.own));
  }

  closeRange(index: number, first: number, last: number): void {
    const table = this.#table(index);
    if (!table) return;
    const own = (isMarked: boolean): number[] => this.engine.list("takeFds", table.own, first, last, isMarked);
    this.#leave(table.core.take(first, last), true, own);
  }

  exit(index: number): void {
    const table = this.#table(index);
    if (!table || this.#tables.length === 1) return;
    const own = (isMarked: boolean): number[] => this.engine.list("takeFds", table.own, 0, Infinity, isMarked);
    this.#leave(table.core.take(), false, own);
    this.#tables = this.#tables.filter((each) => each !== table);
    this.engine.call("dropTable", table.own);
  }

  fork(index: number): void {
    const table = this.#table(index);
    if (table && this.#tables.length < MOST_TABLES)
      this.#add(table.core.copy(), this.engine.call("copyTable", table.own));
  }

  split(index: number, pid: number): void {
    const table = this.#table(index);
    if (table && this.#tables.length < MOST_TABLES)
      this.#add(table.core.splitFor(pid), this.engine.call("splitTable", table.own, pid));
  }

  absorb(index: number, other: number): void {
    const [one, two] = [this.#table(index), this.#table(other)];
    if (!one || !two || one === two) return;
    expect(this.engine.asks("agreesWith", one.own, two.own)).toBe(one.core.agreesWith(two.core));
    one.core.learnEpollSets(two.core);
    one.core.absorb(two.core);
    this.engine.call("learnEpoll", one.own, two.own);
    this.engine.call("absorbTable", one.own, two.own);
  }

  /** A line says something of all sockets of a table, or of those of all tables. */
  mark(index: number | null, kind: number): void {
    const table = index === null ? null : this.#table(index);
    const mark = this.#counter.mark(`host ${kind}`, null);
    for (const marks of table ? [table.core.marks, this.#ofAny] : [this.#ofAll]) marks.add(mark);
    this.engine.call("markTable", table?.own ?? 0, HOST + kind);
  }

  ring(index: number, pid: number): void {
    const table = this.#table(index);
    if (!table) return;
    const mark = this.#counter.mark(RING, {}, pid);
    for (const marks of [table.core.marks, this.#ofAny]) marks.add(mark);
    this.engine.call("markRing", table.own, pid);
  }

  markOne(index: number, kind: number): void {
    const socket = this.#socket(index);
    socket?.core.news.take(`host ${kind}`, null);
    if (socket) this.engine.call("markSocket", socket.own, HOST + kind);
  }

  /** What a socket learns before its next event. */
  listen(index: number): void {
    const socket = this.#socket(index);
    if (!socket) return;
    const { core, own } = socket;
    expect(this.engine.asks("isBehind", own)).toBe(core.news.isBehind);
    expect(this.engine.asks("wasReleased", own)).toBe(core.news.wasReleased);
    const news = core.news.latest(this.#ofAll, this.#ofAny);
    expect(this.engine.list("newsOf", own)).toEqual(
      news.flatMap(({ mark, fd }) => [kindOf(mark), mark.number, fd ?? -1]),
    );
  }

  listenAll(): void {
    for (const at of this.#sockets.keys()) this.listen(at);
  }

  use(index: number, pid: number, how: "touch" | "carry" | "doubt", flag: boolean, line: number): void {
    const socket = this.#socket(index);
    if (!socket) return;
    const { core, own } = socket;
    if (how === "touch") {
      core.touch(pid, flag);
      this.engine.call("touchSocket", own, pid, flag);
    } else if (how === "carry") {
      core.carry(pid, line);
      core.hasCarried = true;
      this.engine.call("carrySocket", own, pid, line);
    } else {
      core.mayBeTwo = flag;
      this.engine.call("setMayBeTwo", own, flag);
    }
  }

  watch(index: number, set: number, fd: number, data: string, asksWritable: boolean): void {
    const table = this.#table(index);
    if (!table) return;
    table.core.epollSet(set).add(fd, data, asksWritable);
    this.engine.call("addToEpoll", table.own, set, fd, ...this.engine.write(data), asksWritable);
  }

  unwatch(index: number, set: number, fd: number): void {
    const table = this.#table(index);
    table?.core.epollSet(set).remove(fd);
    if (table) this.engine.call("removeFromEpoll", table.own, set, fd);
  }

  shareEpoll(index: number, from: number, to: number): void {
    const table = this.#table(index);
    table?.core.shareEpollSet(from, to);
    if (table) this.engine.call("shareEpoll", table.own, from, to);
  }

  hangUp(index: number, line: number): void {
    const table = this.#table(index);
    table?.core.hangUpUnplaced(line);
    if (table) this.engine.call("hangUp", table.own, line);
  }

  askEpoll(index: number, set: number, fd: number, data: string, since: number): void {
    const table = this.#table(index);
    if (!table) return;
    const { core, own } = table;
    expect(this.engine.call("epollFdOf", own, set, ...this.engine.write(data))).toBe(
      core.epollSet(set).fdOf(data) ?? -1,
    );
    expect(this.engine.asks("epollAsksWritable", own, set, fd)).toBe(core.epollSet(set).asksWritable(fd));
    expect(this.engine.asks("mayHaveHungUp", own, fd, since)).toBe(core.mayHaveHungUp(fd, since));
    expect(this.engine.asks("waitsToWrite", own)).toBe(core.waitsToWrite);
    expect(core.waitsToWrite).toBe(EPOLL_FDS.some((each) => core.epollSet(each).waitsToWrite));
  }

  lineEnds(): void {
    this.engine.call("lineEnds");
  }

  /** All tables and all sockets are the same. */
  check(): void {
    for (const table of this.#tables) expectSameTable(this.engine, table, (socket) => this.#own(socket));
    for (const [index, socket] of this.#sockets.entries()) {
      expectSameSocket(this.engine, socket, index % 3);
      expect(this.#tableAt.get(this.engine.call("homeOfSocket", socket.own)) ?? null).toBe(socket.core.home);
    }
  }

  /** All processes end. Nothing is left in the memory of the engine. */
  end(): void {
    for (const { own } of this.#tables) {
      this.engine.list("takeFds", own, 0, Infinity, false);
      this.engine.call("dropTable", own);
    }
    for (const { own } of this.#sockets) this.engine.call("dropSocket", own);
    this.engine.call("forgetMarks");
    this.lineEnds();
    expect(this.#bytesInUse()).toBe(this.#atStart);
  }

  /** What was taken out is the same, and so are the references that are left. */
  #leave({ fds, shared }: ClosedFds, isMarked: boolean, own: (isMarked: boolean) => number[]): void {
    if (isMarked) this.#markReleases(shared);
    const left = fds.flatMap(({ entry, leaf }) => {
      leaf.left(entry);
      return [entry.fd, this.#own(entry.socket), entry.socket?.references ?? -1];
    });
    expect(own(isMarked)).toEqual([...left, shared.length]);
  }

  #markReleases(parts: readonly FdNode[]): void {
    const mark = this.#counter.mark(RELEASED, {}, {});
    for (const part of parts) part.mark(mark);
  }

  #add(core: FdTable, own: number): void {
    this.#tables.push({ core, own });
    this.#tableAt.set(own, core);
  }

  #fresh(fd: number, pid: number | null): Pair<Socket> {
    const origin = fd % 2 === 0 ? "accept" : "seen";
    const core = new Socket(this.#sockets.length + 1, origin, pid, fd, this.#counter);
    const own = this.engine.call("makeSocket", origin === "accept" ? 0 : 4, pid ?? -1, fd);
    const pair = { core, own };
    this.#sockets.push(pair);
    return pair;
  }

  #table(index: number): Pair<FdTable> | undefined {
    return this.#tables[index % this.#tables.length];
  }

  #socket(index: number): Pair<Socket> | undefined {
    return this.#sockets[index % this.#sockets.length];
  }

  /** The address of a socket in the engine. */
  #own(socket: Socket | null): number {
    return this.#sockets.find(({ core }) => core === socket)?.own ?? 0;
  }

  #bytesInUse(): number {
    this.engine.call("liveSockets"); // the last list that was handed out is in use too: an empty one
    return this.engine.call("bytesInUse");
  }
}

function kindOf({ kind }: Mark): number {
  return kind === RING ? 0 : kind === RELEASED ? 1 : HOST + Number(kind.slice("host ".length));
}
