/** A socket, by its address in the engine. */
export type Socket = number;

interface PlainEntry {
  readonly socket: Socket | null;
  closeOnExec: boolean;
}

/** What a socket hears: a mark, or that one of its fds was closed. */
export type Heard = string;

/** Everything that the tables of a few processes hold, and what their sockets hear: a fork copies each fd. */
export class PlainTables {
  readonly tables: (Map<number, PlainEntry> | null)[] = [new Map()];
  readonly homes = new Map<Socket, number>();
  readonly #heard = new Map<Socket, Heard[]>();

  of(table: number): Map<number, PlainEntry> {
    return this.tables[table] ?? new Map();
  }

  set(table: number, fd: number, socket: Socket | null, closeOnExec: boolean): void {
    this.of(table).set(fd, { socket, closeOnExec });
    if (socket) this.homes.set(socket, table);
  }

  fork(table: number): void {
    const copy = new Map<number, PlainEntry>();
    this.tables.push(copy);
    for (const [fd, { socket, closeOnExec }] of this.of(table))
      this.set(this.tables.length - 1, fd, socket, closeOnExec);
  }

  /** Closes fds one after the other. Returns the sockets that end, and under which number. */
  close(table: number, which: (fd: number, entry: PlainEntry) => boolean, isHeard = true): [Socket, number][] {
    const ended: [Socket, number][] = [];
    for (const [fd, entry] of [...this.of(table)].filter(([fd, entry]) => which(fd, entry))) {
      this.of(table).delete(fd);
      const { socket } = entry;
      if (!socket) continue;
      if (!this.isOpen(socket)) ended.push([socket, fd]);
      else if (isHeard) this.hear(socket, `release of ${fd}`);
    }
    return ended;
  }

  isOpen(socket: Socket): boolean {
    return this.tables.some((table) => [...(table?.values() ?? [])].some((entry) => entry.socket === socket));
  }

  mark(table: number, kind: string): void {
    for (const socket of new Set([...this.of(table).values()].map((entry) => entry.socket))) {
      if (socket) this.hear(socket, kind);
    }
  }

  hear(socket: Socket, what: Heard): void {
    this.#heard.set(socket, [...(this.#heard.get(socket) ?? []), what]);
  }

  /** What a socket heard since it was asked last. */
  news(socket: Socket): readonly Heard[] {
    const heard = this.#heard.get(socket) ?? [];
    this.#heard.delete(socket);
    return heard;
  }
}
