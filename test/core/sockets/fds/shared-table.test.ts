import fc from "fast-check";
import { expect, test } from "vitest";
import type { FdNode } from "../../../../src/core/sockets/fds/fd-node.js";
import { type ClosedFds, FdTable } from "../../../../src/core/sockets/fds/fd-table.js";
import { MarkCounter, Marks, RELEASED } from "../../../../src/core/sockets/later/marks.js";
import { Socket } from "../../../../src/core/sockets/socket.js";
import { budget } from "../../../budget.js";
import { type Heard, PlainTables } from "./plain-table.js";

/** Numbers of one leaf, of neighbours, and of far parts of the tree. */
const FDS = [0, 1, 2, 3, 5, 31, 32, 33, 63, 64, 100, 1023, 1024, 1025, 40_000, 40_001, 2_147_483_647];
/** Fewer than the releases that a part of a table keeps, and than the tables of which each mark is told apart. */
const MOST = 12;

/** The tables of a few processes, beside plain copies of them. */
class Processes {
  readonly plain = new PlainTables();
  readonly #counter = new MarkCounter();
  readonly tables: (FdTable | null)[] = [new FdTable(this.#counter)];
  readonly sockets: Socket[] = [];
  readonly #releases = new Map<Socket, Heard[]>();
  #taken = 0;

  at(table: number): FdTable | null {
    return this.tables[table % this.tables.length] ?? null;
  }

  open(index: number, fd: number, closeOnExec: boolean, kind: "socket" | "file" | "dup"): void {
    const table = this.at(index);
    if (!table || table.get(fd)) return;
    const old = this.sockets.filter((socket) => this.plain.isOpen(socket)).at(-1) ?? null;
    const fresh = (): Socket => new Socket(this.sockets.length, "accept", 1, fd, this.#counter);
    const socket = kind === "file" ? null : kind === "dup" ? old : fresh();
    if (socket && socket !== old) this.sockets.push(socket);
    table.set(fd, socket, closeOnExec, 1);
    this.plain.set(index % this.tables.length, fd, socket, closeOnExec);
  }

  closeOnExec(index: number, fd: number, value: boolean): void {
    this.at(index)?.markCloseOnExec(fd, value);
    const entry = this.plain.of(index % this.tables.length).get(fd);
    if (entry) entry.closeOnExec = value;
  }

  rangeCloseOnExec(index: number, first: number, last: number): void {
    this.at(index)?.markRangeCloseOnExec(first, last);
    for (const [fd, entry] of this.plain.of(index % this.tables.length))
      if (fd >= first && fd <= last) entry.closeOnExec = true;
  }

  close(index: number, fd: number): void {
    const table = this.at(index);
    if (!table) return;
    const socket = table.get(fd)?.socket;
    const last = table.delete(fd);
    if (socket && !last) this.#hear(socket, `release of ${fd}`);
    const ended = this.plain.close(index % this.tables.length, (each) => each === fd);
    expect(last ? [[last, fd]] : []).toEqual(ended);
  }

  fork(index: number): void {
    const table = this.at(index);
    if (!table || this.tables.length >= MOST) return;
    this.tables.push(table.copy());
    this.plain.fork(this.tables.indexOf(table));
  }

  exec(index: number): void {
    const table = this.at(index);
    if (!table || ++this.#taken > MOST) return;
    const ended = this.plain.close(this.tables.indexOf(table), (_fd, { closeOnExec }) => closeOnExec);
    expect(this.#gone(table.takeClosedByExec(), true)).toEqual(ended);
  }

  closeRange(index: number, first: number, last: number): void {
    const table = this.at(index);
    if (!table || ++this.#taken > MOST) return;
    const ended = this.plain.close(this.tables.indexOf(table), (fd) => fd >= first && fd <= last);
    expect(this.#gone(table.take(first, last), true)).toEqual(ended);
  }

  exit(index: number): void {
    const table = this.at(index);
    if (!table) return;
    const place = this.tables.indexOf(table);
    const ended = this.plain.close(place, () => true, false);
    expect(this.#gone(table.take(), false)).toEqual(ended);
    this.tables[place] = null;
    this.plain.tables[place] = null;
  }

  mark(index: number): void {
    const table = this.at(index);
    if (!table) return;
    const mark = this.#counter.mark(`mark ${this.#counter.last}`, null);
    table.marks.add(mark);
    this.plain.mark(this.tables.indexOf(table), mark.kind);
  }

  /** What a socket hears before its next event. */
  listen(index: number): void {
    const socket = this.sockets[index % this.sockets.length];
    if (!socket) return;
    const told = socket.news.latest(new Marks(), new Marks());
    const heard = told.map(({ mark, fd }) => (fd === null ? mark.kind : `release of ${fd}`));
    const all = [...(this.#releases.get(socket) ?? []), ...heard];
    this.#releases.delete(socket);
    expect(all.sort()).toEqual([...this.plain.news(socket)].sort());
  }

  /** Every table has what a plain copy has, and each socket is where it would be. */
  check(): void {
    for (const [index, table] of this.tables.entries()) {
      const plain = this.plain.of(index);
      for (const fd of FDS) {
        const entry = table?.get(fd);
        expect(entry && { socket: entry.socket, closeOnExec: table?.isClosedByExec(fd) }).toEqual(plain.get(fd));
      }
      expect(table?.sockets() ?? []).toEqual([...plain.values()].flatMap(({ socket }) => socket ?? []));
    }
    for (const socket of this.sockets) {
      expect(socket.references > 0).toBe(this.plain.isOpen(socket));
      const home = this.plain.homes.get(socket) as number;
      if (this.tables[home]) expect(this.tables.indexOf(socket.home as FdTable)).toBe(home);
    }
  }

  #gone({ fds, shared }: ClosedFds, isHeard: boolean): [Socket, number][] {
    const ended: [Socket, number][] = [];
    if (isHeard) this.#release(shared);
    for (const { entry, leaf } of fds) {
      leaf.left(entry);
      const { socket, fd } = entry;
      if (socket?.references === 0) ended.push([socket, fd]);
      else if (socket && isHeard) this.#hear(socket, `release of ${fd}`);
    }
    return ended;
  }

  #release(shared: readonly FdNode[]): void {
    const mark = this.#counter.mark(RELEASED, { pid: 1, assumed: false }, {});
    for (const part of shared) part.mark(mark);
  }

  #hear(socket: Socket, what: Heard): void {
    this.#releases.set(socket, [...(this.#releases.get(socket) ?? []), what]);
  }
}

const index = fc.nat(MOST);
const fd = fc.constantFrom(...FDS);
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(index, fd, fc.boolean(), fc.constantFrom("socket", "file", "dup"))
      .map((args) => (all: Processes) => all.open(...args)),
  },
  { weight: 3, arbitrary: fc.tuple(index, fd).map((args) => (all: Processes) => all.close(...args)) },
  { weight: 3, arbitrary: index.map((at) => (all: Processes) => all.fork(at)) },
  { weight: 2, arbitrary: index.map((at) => (all: Processes) => all.mark(at)) },
  { weight: 3, arbitrary: index.map((at) => (all: Processes) => all.listen(at)) },
  {
    weight: 3,
    arbitrary: fc.tuple(index, fd, fc.boolean()).map((args) => (all: Processes) => all.closeOnExec(...args)),
  },
  fc.tuple(index, fd, fd).map((args) => (all: Processes) => all.rangeCloseOnExec(...args)),
  index.map((at) => (all: Processes) => all.exec(at)),
  fc.tuple(index, fd, fd).map((args) => (all: Processes) => all.closeRange(...args)),
  index.map((at) => (all: Processes) => all.exit(at)),
);

test("tables that share their fds after a fork hold what plain copies hold, and their sockets hear the same", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 80 }), (steps) => {
      const all = new Processes();
      for (const [count] of FDS.entries())
        if (count % 3 > 0) all.open(0, FDS[count] as number, count % 2 > 0, "socket");
      all.fork(0);
      for (const each of steps) each(all);
      for (const [at] of all.sockets.entries()) all.listen(at);
      all.check();
    }),
    budget(600),
  );
});
