/** What ends fds, and what ends one side of a connection. */
import { Constant, hasFlag, isConstant } from "../arguments/constants";
import { firstFd } from "../arguments/fd";
import { isNumber } from "../arguments/integer";
import { argument } from "../arguments/list";
import { argumentsEndWith } from "../arguments/text";
import { integerOf } from "../arguments/value";
import { call, NO_PID, Part } from "../call/current-call";
import { isInjected, returnedZero } from "../call/outcome";
import { Direction, EndedBy, EventKind } from "../events/event-kind";
import { closeFd, closeTaken } from "../model/closing";
import { beginEvent, sendEvent } from "../model/emitter";
import { ordersOf } from "../model/endings";
import { socketOf } from "../model/socket-of";
import { Thread } from "../threads/thread";
import { threads } from "../threads/threads";

/** Linux frees the number even if close reports EINTR or EIO (close(2)). Only after EBADF was there nothing to close. */
export function close(thread: Thread): void {
  const fd = firstFd();
  if (!isNumber(fd) || call.failedWith("EBADF")) return;
  socketOf(thread); // the decoration may show that the thread has a table of its own
  if (thread.table.get(fd)) closeFd(thread, fd, EndedBy.Close);
}

/** `close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) = 0`: with that flag the fds stay open until an exec. */
export function closeRange(thread: Thread): void {
  const first = integerOf(argument(0));
  if (!returnedZero() || !isNumber(first)) return;
  const flags = argument(2);
  if (hasFlag(flags, Constant.CLOSE_RANGE_UNSHARE) && thread.table.threads > 1)
    threads.move(thread, thread.table.copy());
  const to = integerOf(argument(1));
  const last = isNumber(to) ? to : Infinity; // strace prints ~0U as a large number or as a name
  if (hasFlag(flags, Constant.CLOSE_RANGE_CLOEXEC)) thread.table.markRangeCloseOnExec(first, last);
  else closeTaken(thread.table.take(first, last), thread, EndedBy.Close);
}

/** `shutdown(7, SHUT_WR) = 0`, or `shutdown(7, 1 /* send *\/)` in old captures. It acts on the socket, not on the fd. */
export function shutdown(thread: Thread): void {
  const socket = socketOf(thread);
  if (!socket || call.part === Part.Unfinished || call.part === Part.Lost) return;
  socket.proven = true;
  const how = directionOfCall();
  socket.orders = ordersOf(thread);
  const event = beginEvent(EventKind.Shutdown, socket, firstFd());
  event.how = how;
  event.setError(call.errorStart, call.errorEnd);
  sendEvent(event, socket);
  // the peer has reset the connection: the kernel takes nothing more
  const isLost = call.failedWith("ENOTCONN") && socket.isConnection && !isInjected();
  if (isLost && socket.lostBy === NO_PID) socket.lostBy = thread.pid;
  if (how === Direction.Read || !returnedZero()) return;
  socket.writeShut = true;
  socket.blocked = false;
}

function directionOfCall(): Direction {
  if (argumentsEndWith(", SHUT_WR")) return Direction.Write; // the usual text, without reading it
  const direction = argument(1);
  if (isConstant(direction, Constant.SHUT_RD)) return Direction.Read;
  return isConstant(direction, Constant.SHUT_WR) ? Direction.Write : Direction.Both;
}
