import type { FdTable } from "../fds/fd-table.js";
import type { EventContext } from "../make-event.js";
import type { Socket } from "../socket.js";
import type { Orders } from "../socket-facts.js";

/** A socket whose number went to another thread, and how its end is reported if no call shows that it lived on. */
export interface SetAside {
  readonly socket: Socket;
  readonly context: EventContext;
  readonly orders: Orders;
}

/**
 * Sockets of which only addresses can show whether they live on (`-yy` under `-e trace=network`). One for each number of a
 * table is kept: the next one that has to be set aside ends the one before.
 */
export class SocketsAside {
  readonly #tables = new Map<FdTable, Map<number, SetAside>>();
  /** The number under which each was set aside. */
  readonly #numbers = new Map<Socket, number>();

  /** Returns the one that was set aside before under this number: it has ended. */
  put(table: FdTable, fd: number, aside: SetAside): SetAside | undefined {
    const numbers = this.#tables.get(table) ?? new Map<number, SetAside>();
    const before = numbers.get(fd);
    this.#tables.set(table, numbers.set(fd, aside));
    if (before) this.#numbers.delete(before.socket);
    this.#numbers.set(aside.socket, fd);
    return before;
  }

  /** A call names the socket: it lives on. True if it had been set aside. */
  take(socket: Socket): boolean {
    const fd = this.#numbers.get(socket);
    if (fd === undefined) return false;
    this.#numbers.delete(socket);
    return this.#tables.get(socket.home as FdTable)?.delete(fd) === true;
  }

  /** All that were set aside, of one table or of every table; they are forgotten. */
  drain(table?: FdTable): readonly SetAside[] {
    const all = table ? [table] : [...this.#tables.keys()];
    const found = all.flatMap((each) => [...(this.#tables.get(each)?.values() ?? [])]);
    for (const each of all) this.#tables.delete(each);
    for (const { socket } of found) this.#numbers.delete(socket);
    return found;
  }
}
