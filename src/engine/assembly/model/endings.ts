/** How sockets lose their last fd (core/sockets/descriptors.ts). */
import { EventContext } from "../events/event-context";
import { EndedBy, EventKind } from "../events/event-kind";
import { FdTable } from "../fds/fd-table";
import { live } from "../sockets/live-sockets";
import { createOrders, Orders } from "../sockets/orders";
import { Socket } from "../sockets/socket";
import { beginEventAt, sendEvent } from "./emitter";
import { endAside } from "./set-aside";

/** An fd of the socket is gone: the last one, or one of several. */
export function closed(socket: Socket, by: EndedBy, fd: f64, context: EventContext, orders: Orders): void {
  if (socket.references === 0) endSocket(socket, by, fd, context, orders);
  else sendEvent(beginEventAt(EventKind.Release, socket, fd, context), socket);
}

export function endSocket(socket: Socket, by: EndedBy, fd: f64, context: EventContext, orders: Orders | null): void {
  socket.orders = orders ? orders : createOrders(null, null, false);
  live.remove(socket);
  const event = beginEventAt(EventKind.End, socket, fd, context);
  event.by = by;
  sendEvent(event, socket);
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
