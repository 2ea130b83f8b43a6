import { expect } from "vitest";
import { ModelEngine } from "./model-engine.js";
import { PlainTables, type Socket } from "./plain-tables.js";

/** Numbers of one leaf, of neighbours, and of far parts of the tree. */
export const FDS = [0, 1, 2, 3, 5, 31, 32, 33, 63, 64, 100, 1023, 1024, 1025, 40_000, 40_001, 2_147_483_647];
/** Fewer than the releases that a part of a table keeps, and than the tables of which each mark is told apart. */
export const MOST = 12;

const RELEASED = 1;
/** The number of the first kind of mark that is the host's. */
const HOST = 2;
const ACCEPT = 0;

/** The fd tables of a few processes in the engine, beside plain copies of them. */
export class Processes {
  readonly #engine = new ModelEngine();
  readonly #plain = new PlainTables();
  readonly #atStart: number;
  /** Their addresses; null for a process that ended. */
  readonly #tables: (number | null)[];
  readonly #sockets: Socket[] = [];
  /** What sockets were told at once, not by a mark that they look up. */
  readonly #told = new Map<Socket, string[]>();
  #marks = 0;
  #taken = 0;

  constructor() {
    this.#atStart = this.#bytesInUse();
    this.#tables = [this.#engine.call("makeTable")];
  }

  open(index: number, fd: number, closeOnExec: boolean, kind: "socket" | "file" | "dup"): void {
    const table = this.#at(index);
    if (table === null || this.#engine.asks("getFd", table, fd)) return;
    const old = this.#sockets.filter((socket) => this.#plain.isOpen(socket)).at(-1) ?? 0;
    const socket = kind === "file" ? 0 : kind === "dup" ? old : this.#engine.call("makeSocket", ACCEPT, 1, fd);
    if (socket !== 0 && socket !== old) this.#sockets.push(socket);
    this.#engine.call("setFd", table, fd, socket, closeOnExec, 1);
    this.#plain.set(this.#tables.indexOf(table), fd, socket === 0 ? null : socket, closeOnExec);
  }

  closeOnExec(index: number, fd: number, value: boolean): void {
    const table = this.#at(index);
    if (table === null) return;
    this.#engine.call("markCloseOnExec", table, fd, value);
    const entry = this.#plain.of(this.#tables.indexOf(table)).get(fd);
    if (entry) entry.closeOnExec = value;
  }

  rangeCloseOnExec(index: number, first: number, last: number): void {
    const table = this.#at(index);
    if (table === null) return;
    this.#engine.call("markRangeCloseOnExec", table, first, last);
    for (const [fd, entry] of this.#plain.of(this.#tables.indexOf(table)))
      if (fd >= first && fd <= last) entry.closeOnExec = true;
  }

  close(index: number, fd: number): void {
    const table = this.#at(index);
    if (table === null) return;
    const socket = this.#engine.asks("getFd", table, fd) ? (this.#engine.results[1] ?? 0) : 0;
    const last = this.#engine.call("deleteFd", table, fd);
    if (socket !== 0 && last === 0) this.#tell(socket, `release of ${fd}`);
    const ended = this.#plain.close(this.#tables.indexOf(table), (each) => each === fd);
    expect(last === 0 ? [] : [[last, fd]]).toEqual(ended);
  }

  fork(index: number): void {
    const table = this.#at(index);
    if (table === null || this.#tables.length >= MOST) return;
    this.#tables.push(this.#engine.call("copyTable", table));
    this.#plain.fork(this.#tables.indexOf(table));
  }

  exec(index: number): void {
    const table = this.#at(index);
    if (table === null || ++this.#taken > MOST) return;
    const ended = this.#plain.close(this.#tables.indexOf(table), (_fd, { closeOnExec }) => closeOnExec);
    expect(this.#gone(this.#engine.list("takeClosedByExec", table, true), true)).toEqual(ended);
  }

  closeRange(index: number, first: number, last: number): void {
    const table = this.#at(index);
    if (table === null || ++this.#taken > MOST) return;
    const ended = this.#plain.close(this.#tables.indexOf(table), (fd) => fd >= first && fd <= last);
    expect(this.#gone(this.#engine.list("takeFds", table, first, last, true), true)).toEqual(ended);
  }

  exit(index: number): void {
    const table = this.#at(index);
    if (table === null) return;
    const place = this.#tables.indexOf(table);
    const ended = this.#plain.close(place, () => true, false);
    expect(this.#gone(this.#engine.list("takeFds", table, 0, Infinity, false), false)).toEqual(ended);
    this.#engine.call("dropTable", table);
    this.#tables[place] = null;
    this.#plain.tables[place] = null;
  }

  mark(index: number): void {
    const table = this.#at(index);
    if (table === null) return;
    this.#engine.call("markTable", table, HOST + ++this.#marks);
    this.#plain.mark(this.#tables.indexOf(table), `mark ${this.#marks}`);
  }

  lineEnds(): void {
    this.#engine.call("lineEnds");
  }

  /** What a socket hears before its next event. */
  listen(index: number): void {
    const socket = this.#sockets[index % this.#sockets.length];
    if (socket === undefined) return;
    const news = this.#engine.list("newsOf", socket);
    const heard = [...(this.#told.get(socket) ?? [])];
    for (let at = 0; at < news.length; at += 3) {
      const [kind, , fd] = news.slice(at, at + 3) as [number, number, number];
      heard.push(kind === RELEASED ? `release of ${fd}` : `mark ${kind - HOST}`);
    }
    this.#told.delete(socket);
    expect(heard.sort()).toEqual([...this.#plain.news(socket)].sort());
  }

  listenAll(): void {
    for (const at of this.#sockets.keys()) this.listen(at);
  }

  /** Every table has what a plain copy has, and each socket is where it would be. */
  check(): void {
    for (const [index, table] of this.#tables.entries()) {
      if (table === null) continue;
      const plain = this.#plain.of(index);
      for (const fd of FDS) {
        const [, socket, closeOnExec] = this.#engine.asks("getFd", table, fd) ? this.#engine.results : [];
        const found = socket === undefined ? undefined : { socket: socket || null, closeOnExec: closeOnExec === 1 };
        expect(found).toEqual(plain.get(fd));
      }
      const sockets = [...plain.values()].flatMap(({ socket }) => socket ?? []);
      expect(this.#engine.list("socketsOfTable", table)).toEqual(sockets);
    }
    for (const socket of this.#sockets) {
      const [, , references] = this.#engine.list("socketFacts", socket, 1);
      expect((references ?? 0) > 0).toBe(this.#plain.isOpen(socket));
      const home = this.#tables[this.#plain.homes.get(socket) as number];
      if (home) expect(this.#engine.call("homeOfSocket", socket)).toBe(home);
    }
  }

  /** All processes end. Nothing is left in the memory of the engine. */
  end(): void {
    for (const at of this.#tables.keys()) this.exit(at);
    for (const socket of this.#sockets) this.#engine.call("dropSocket", socket);
    this.#engine.call("forgetMarks");
    this.lineEnds();
    expect(this.#bytesInUse()).toBe(this.#atStart);
  }

  /** The sockets that end with the fds that were taken out, of which three numbers each were handed out. */
  #gone(facts: readonly number[], isHeard: boolean): [Socket, number][] {
    const ended: [Socket, number][] = [];
    for (let at = 0; at + 2 < facts.length; at += 3) {
      const [fd, socket, references] = facts.slice(at, at + 3) as [number, number, number];
      if (socket === 0) continue;
      if (references === 0) ended.push([socket, fd]);
      else if (isHeard) this.#tell(socket, `release of ${fd}`);
    }
    return ended;
  }

  #tell(socket: Socket, what: string): void {
    this.#told.set(socket, [...(this.#told.get(socket) ?? []), what]);
  }

  #at(index: number): number | null {
    return this.#tables[index % this.#tables.length] ?? null;
  }

  #bytesInUse(): number {
    this.#engine.call("liveSockets"); // the last list that was handed out is in use too: an empty one
    return this.#engine.call("bytesInUse");
  }
}
