/** How connections begin. */
import { Constant, hasFlag } from "../arguments/constants";
import { firstFd } from "../arguments/fd";
import { isNumber } from "../arguments/integer";
import { argument } from "../arguments/list";
import { address } from "../arguments/structs/address";
import { argumentsEndWith } from "../arguments/text";
import { call } from "../call/current-call";
import { returnedFd, returnedZero } from "../call/outcome";
import { Call } from "../calls/call";
import { endpoints, Named } from "../decorations/endpoints";
import { EventKind } from "../events/event-kind";
import { textOf } from "../heap/text";
import { openFd } from "../model/descriptors";
import { beginEvent, sendEvent } from "../model/emitter";
import { describeAsRead } from "../model/naming";
import { socketOf } from "../model/socket-of";
import { Origin, Transport } from "../sockets/kinds";
import { Socket } from "../sockets/socket";
import { Thread } from "../threads/thread";

/** `accept4(6, {...}, [16], SOCK_CLOEXEC) = 7`: fd 7 is a new connection, and this end is the server. */
export function accept(thread: Thread, row: Call): void {
  const fd = returnedFd();
  if (!isNumber(fd)) return;
  const listener = socketOf(thread);
  const socket = openFd(Origin.Accept, thread, fd, acceptsCloseOnExec(row));
  if (listener) {
    socket.local = listener.local;
    socket.transport = listener.transport;
  }
  if (endpoints.read(call.decorationStart, call.decorationEnd) === Named.Socket) describeAsRead(socket);
  if ((!socket.peer || socket.transport === Transport.Unknown) && address.read()) {
    setPeer(socket);
    if (socket.transport === Transport.Unknown) socket.transport = address.transport;
  }
  const event = beginEvent(EventKind.Open, socket, fd);
  event.origin = Origin.Accept;
  sendEvent(event, socket);
  if (thread.table.hasPollingRing) sendEvent(beginEvent(EventKind.Ring, socket, fd), socket);
}

/** The address is that of the peer, unless the peer is known already. */
function setPeer(socket: Socket): void {
  if (!socket.peer && address.end !== 0) socket.peer = textOf(address.start, address.end);
}

/** True if accept4 got SOCK_CLOEXEC. The usual texts are recognized without reading them. */
function acceptsCloseOnExec(row: Call): bool {
  if (argumentsEndWith("SOCK_CLOEXEC") || argumentsEndWith("SOCK_CLOEXEC|SOCK_NONBLOCK")) return true;
  const isPlain = argumentsEndWith(", 0") || argumentsEndWith(", SOCK_NONBLOCK");
  return row.isNamed("accept4") && !isPlain && hasFlag(argument(3), Constant.SOCK_CLOEXEC);
}

/** `connect(3, {...}, 16) = 0`, or `-1 EINPROGRESS` on a non-blocking socket: this end is the client. */
export function connect(thread: Thread): void {
  const socket = socketOf(thread);
  const hasBegun = returnedZero() || call.failedWith("EINPROGRESS") || call.failedWith("EINTR");
  if (!socket || !hasBegun) return;
  if (address.read()) {
    setPeer(socket);
    socket.transport = address.transport;
  }
  const event = beginEvent(EventKind.Open, socket, firstFd());
  event.origin = Origin.Connect;
  sendEvent(event, socket);
}

/** `bind(3, {...}, 16) = 0`: accepted connections get the address of their listener. */
export function bind(thread: Thread): void {
  const socket = returnedZero() ? socketOf(thread) : null;
  if (!socket || !address.read()) return;
  if (!socket.local && address.end !== 0) socket.local = textOf(address.start, address.end);
  socket.transport = address.transport;
}
