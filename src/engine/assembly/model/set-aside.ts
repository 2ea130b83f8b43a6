/**
 * Sockets whose number went to another thread, and of which only addresses can show whether they live on (`-yy` under
 * `-e trace=network`). One for each number of a table is kept: the next one that has to be set
 * aside ends the one before.
 */
import { byCall, EventContext } from "../events/event-context";
import { EndedBy } from "../events/event-kind";
import { FdTable, homeOf } from "../fds/fd-table";
import { create, destroy } from "../heap/allocate";
import { keep, letGo } from "../heap/counted";
import { createMap, destroyMap, keyOfFd, keyOfObject, OrderedMap } from "../heap/ordered-map";
import { only } from "../memory";
import { Orders } from "../sockets/orders";
import { Socket } from "../sockets/socket";
import { Thread } from "../threads/thread";
import { endSocket, ordersOf } from "./endings";

/** A socket, and how its end is reported if no call shows that it lived on. */
@unmanaged
class SetAside extends EventContext {
  fd: f64;
  socket: Socket;
  orders: Orders;
}

/** The sockets of one table, by number. */
@unmanaged
class AsideOfTable {
  table: FdTable;
  numbers: OrderedMap<SetAside>;
}

const tables: OrderedMap<AsideOfTable> = only<OrderedMap<AsideOfTable>>();
/** The number under which each socket was set aside: the key of the fd. */
const numberOf: OrderedMap<u64> = only<OrderedMap<u64>>();

/** Keeps the socket of a number that went to another thread until addresses show whether it lives on. */
export function setAside(thread: Thread, fd: f64): void {
  const table = thread.table;
  const socket = table.delete(fd);
  if (!socket) return; // it has other fds
  const aside = create<SetAside>();
  aside.copyFrom(byCall());
  aside.fd = fd;
  aside.socket = keep<Socket>(socket);
  aside.orders = keep<Orders>(ordersOf(thread));
  const numbers = numbersOf(table);
  const key = keyOfFd(fd);
  const before = numbers.has(key) ? numbers.get(key) : null;
  numbers.set(key, aside);
  if (before) forgetNumber(before.socket);
  numberOf.set(keyOfObject<Socket>(keep<Socket>(socket)), key);
  if (before) endAsReused(before);
}

function numbersOf(table: FdTable): OrderedMap<SetAside> {
  const key = keyOfObject<FdTable>(table);
  if (tables.has(key)) return tables.get(key).numbers;
  const fresh = create<AsideOfTable>();
  fresh.table = keep<FdTable>(table);
  fresh.numbers = createMap<SetAside>();
  tables.set(key, fresh);
  return fresh.numbers;
}

/** A call names the socket: it lives on. True if it had been set aside. */
export function takeAside(socket: Socket): bool {
  const key = keyOfObject<Socket>(socket);
  if (!numberOf.has(key)) return false;
  const number = numberOf.get(key);
  forgetNumber(socket);
  const home = keyOfObject<FdTable | null>(homeOf(socket));
  if (!tables.has(home)) return false;
  const numbers = tables.get(home).numbers;
  if (!numbers.has(number)) return false;
  free(numbers.get(number));
  return numbers.delete(number);
}

function forgetNumber(socket: Socket): void {
  if (numberOf.delete(keyOfObject<Socket>(socket))) letGo(socket);
}

/** No call showed that the sockets lived on that were set aside, of one table. */
export function endAside(table: FdTable): void {
  const key = keyOfObject<FdTable>(table);
  if (!tables.has(key)) return;
  const aside = tables.get(key);
  tables.delete(key);
  const numbers = aside.numbers;
  for (let at = numbers.after(-1); at >= 0; at = numbers.after(at)) {
    forgetNumber(numbers.valueAt(at).socket);
    endAsReused(numbers.valueAt(at));
  }
  destroyMap<SetAside>(numbers);
  letGo(aside.table);
  destroy<AsideOfTable>(aside);
}

/** The same, of all tables. */
export function endAllAside(): void {
  for (let at = tables.after(-1); at >= 0; at = tables.after(-1)) endAside(tables.valueAt(at).table);
}

/** The number came back: the socket has ended. */
function endAsReused(aside: SetAside): void {
  endSocket(aside.socket, EndedBy.Reuse, aside.fd, aside, aside.orders);
  free(aside);
}

function free(aside: SetAside): void {
  letGo(aside.socket);
  letGo(aside.orders);
  destroy<SetAside>(aside);
}
