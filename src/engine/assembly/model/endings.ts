/** How sockets lose their last fd. */
import { EventContext } from "../events/event-context";
import { EndedBy, EventKind } from "../events/event-kind";
import { live } from "../sockets/live-sockets";
import { createOrders, Orders } from "../sockets/orders";
import { Socket } from "../sockets/socket";
import { Thread } from "../threads/thread";
import { beginEventAt, sendEvent } from "./emitter";

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

/** What may have told a thread to end a socket. */
export function ordersOf(thread: Thread): Orders {
  return createOrders(thread.table.endSignal, thread.lastRead, false);
}
