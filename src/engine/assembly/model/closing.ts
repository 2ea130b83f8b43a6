/** Closes fds, and emits what becomes of their sockets. */
import { byCall, EventContext } from "../events/event-context";
import { EndedBy } from "../events/event-kind";
import { ClosedFds } from "../fds/closed-fds";
import { FdTable } from "../fds/fd-table";
import { createOrders } from "../sockets/orders";
import { Thread } from "../threads/thread";
import { emitReleases } from "./catch-up";
import { closed, endSocket, ordersOf } from "./endings";
import { endAside } from "./set-aside";

export function closeFd(thread: Thread, fd: f64, by: EndedBy): void {
  const socket = thread.table.socketAt(fd);
  thread.table.delete(fd);
  if (socket) closed(socket, by, fd, byCall(), ordersOf(thread));
}

/** One call closed many fds. Those that forked processes still share cost nothing before their sockets are used again. */
export function closeTaken(taken: ClosedFds, thread: Thread, by: EndedBy): void {
  const orders = ordersOf(thread);
  if (taken.shared.length > 0) emitReleases(taken.shared, thread);
  for (let index = 0; index < taken.fds.length; index++) {
    const each = taken.fds.at(index);
    each.left();
    const socket = each.entry.socket;
    if (socket) closed(socket, by, each.entry.fd, byCall(), orders);
  }
}

/**
 * Closes every fd of a table that no thread uses.
 *
 * @param hasFailed the process was killed by a signal, or exited with a status other than 0
 */
export function closeAll(table: FdTable, by: EndedBy, context: EventContext, hasFailed: bool): void {
  endAside(table);
  const orders = createOrders(table.endSignal, null, hasFailed);
  const taken = table.take();
  for (let index = 0; index < taken.fds.length; index++) {
    const each = taken.fds.at(index);
    each.left();
    const socket = each.entry.socket;
    if (socket && socket.references === 0) endSocket(socket, by, each.entry.fd, context, orders);
  }
}
