/**
 * Makes the events.
 *
 *     const event = beginEvent(EventKind.Shutdown, socket, fd);  // reports first what lines said of many sockets
 *     event.how = how;
 *     sendEvent(event, socket);
 */
import { NO_PID } from "../call/current-call";
import { NO_CALL } from "../calls/names";
import { byCall, EventContext } from "../events/event-context";
import { EventKind } from "../events/event-kind";
import { EventRecord, event } from "../events/event-record";
import { Socket } from "../sockets/socket";
import { threads } from "../threads/threads";
import { catchUp } from "./catch-up";
import { sendEvent } from "./send-event";

export { sendEvent } from "./send-event";

/** An event that the current call caused. Its own fields are still to be set. */
export function beginEvent(kind: EventKind, socket: Socket, fd: f64): EventRecord {
  return beginEventAt(kind, socket, fd, byCall());
}

export function beginEventAt(kind: EventKind, socket: Socket, fd: f64, context: EventContext): EventRecord {
  if (socket.news.isBehind) catchUp(socket);
  event.begin(kind, socket, fd, context);
  event.pid = context.pid;
  if (context.pid === NO_PID && context.call !== NO_CALL) event.pid = threads.resolve(context.endPid).pid;
  return event;
}

/** The line of the current call was changed: it says nothing of the socket. */
export function reportDamage(socket: Socket, fd: f64): void {
  sendEvent(beginEvent(EventKind.Damaged, socket, fd), socket);
}
