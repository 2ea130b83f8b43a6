/** Sockets that a thread uses, and that the capture does not show it opening (core/sockets/descriptors.ts). */
import { Named } from "../decorations/endpoints";
import { EndedBy } from "../events/event-kind";
import { FdTable, homeOf } from "../fds/fd-table";
import { keep, letGo } from "../heap/counted";
import { keyOfFd, OrderedMap } from "../heap/ordered-map";
import { only } from "../memory";
import { Origin, Transport } from "../sockets/kinds";
import { live } from "../sockets/live-sockets";
import { Socket } from "../sockets/socket";
import { Thread } from "../threads/thread";
import { threads } from "../threads/threads";
import { install, openFd } from "./descriptors";
import { describeAsRead, identityRead } from "./naming";
import { split } from "./processes";
import { takeAside } from "./set-aside";

/** The table in which accept returned each number last. */
const accepted: OrderedMap<FdTable> = only<OrderedMap<FdTable>>();

/** accept returned the number in this table. */
export function rememberAccepted(table: FdTable, fd: f64): void {
  keep<FdTable>(table);
  letGo(accepted.get(keyOfFd(fd)));
  accepted.set(keyOfFd(fd), table);
}

/** If accept returned the number in this table, that is of no use any more. */
export function forgetAccepted(table: FdTable | null, fd: f64): void {
  const key = keyOfFd(fd);
  if (!accepted.has(key) || accepted.get(key) !== table) return;
  accepted.delete(key);
  letGo(table);
}

/**
 * Finds or makes the socket of an fd that was open before its first call. If the decoration that was read last names a known
 * socket, the fd is one more fd of that socket.
 */
export function openedBefore(thread: Thread, fd: f64, named: Named, closeOnExec: bool): Socket {
  const shared = named === Named.Socket ? live.named(identityRead()) : null;
  if (shared && takeAside(shared)) {
    // the number stands for another socket in the table that the thread was assumed to use
    shared.mayLiveOn = false;
    if (thread.table.socketAt(fd)) split(thread);
    install(shared, thread, fd, closeOnExec, EndedBy.Reuse);
    return shared;
  }
  if (shared) {
    const home = homeOf(shared);
    // a child inherits Unix socket pairs under the same numbers, so a shared pair does not prove one process
    const isTcp = shared.transport === Transport.Tcp;
    if (home && isTcp && home.socketAt(fd) === shared && threads.join(thread, home)) return shared;
    install(shared, thread, fd, closeOnExec, EndedBy.Reuse);
    return shared;
  }
  const elsewhere = named !== Named.Socket ? acceptedElsewhere(thread, fd) : null;
  if (elsewhere) return elsewhere;
  const socket = openFd(Origin.Seen, thread, fd, closeOnExec);
  if (named === Named.Socket) describeAsRead(socket);
  return socket;
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
