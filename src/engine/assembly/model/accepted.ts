/** Where accept returned which number. */
import { FdTable } from "../fds/fd-table";
import { keep, letGo } from "../heap/counted";
import { createList, destroyList } from "../heap/list";
import { keyOfFd, OrderedMap } from "../heap/ordered-map";
import { only } from "../memory";
import { Socket } from "../sockets/socket";
import { Thread } from "../threads/thread";
import { threads } from "../threads/threads";

/** So many numbers are remembered; with more, the half of them that came first is forgotten. */
const MOST: i32 = 16_384;

/** The table in which accept returned each number last. */
const accepted: OrderedMap<FdTable> = only<OrderedMap<FdTable>>();

/** accept returned the number in this table. */
export function rememberAccepted(table: FdTable, fd: f64): void {
  keep<FdTable>(table);
  letGo(accepted.get(keyOfFd(fd)));
  accepted.set(keyOfFd(fd), table);
  if (accepted.size > MOST) forgetFirst();
}

function forgetFirst(): void {
  const keys = createList<u64>();
  for (let at = accepted.after(-1); keys.length < MOST / 2; at = accepted.after(at)) keys.push(accepted.keyAt(at));
  for (let i = 0; i < keys.length; i++) {
    letGo(accepted.get(keys.at(i)));
    accepted.delete(keys.at(i));
  }
  destroyList<u64>(keys);
}

/** If accept returned the number in this table, that is of no use any more. */
export function forgetAccepted(table: FdTable | null, fd: f64): void {
  const key = keyOfFd(fd);
  if (!accepted.has(key) || accepted.get(key) !== table) return;
  accepted.delete(key);
  letGo(table);
}

/**
 * The threads of the capture turned out to be of several processes, and the process of this one is not known. If it uses
 * a number that its table does not have, and accept has just returned that number in a process in which nobody has used it
 * yet, it is a thread of that process.
 */
export function acceptedElsewhere(thread: Thread, fd: f64): Socket | null {
  if (!threads.hasSplit || !thread.table.assumed || !accepted.has(keyOfFd(fd))) return null;
  const home = accepted.get(keyOfFd(fd));
  const socket = home.socketAt(fd);
  if (!home.assumed || home.threads === 0 || !socket || socket.hasCarried) return null;
  threads.move(thread, home);
  return socket;
}
