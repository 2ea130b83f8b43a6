/** Sockets that a thread uses, and of which the capture does not show how it got them. */

import { firstFd } from "../arguments/fd";
import { isNumber } from "../arguments/integer";
import { NO_PID } from "../call/current-call";
import { Named } from "../decorations/endpoints";
import { EndedBy } from "../events/event-kind";
import { homeOf } from "../fds/fd-table";
import { Origin, Transport } from "../sockets/kinds";
import { live } from "../sockets/live-sockets";
import { Socket } from "../sockets/socket";
import { Thread } from "../threads/thread";
import { threads } from "../threads/threads";
import { acceptedElsewhere } from "./accepted";
import { closeFd } from "./closing";
import { install, openFd } from "./descriptors";
import { filter } from "./filter";
import { describeAsRead, identityRead } from "./naming";
import { isOfAnother, split } from "./processes";
import { takeAside } from "./set-aside";

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
    const mayBePair = shared.transport !== Transport.Tcp && !isOpenedAlone(shared.origin);
    if (home && !mayBePair && home.socketAt(fd) === shared && threads.join(thread, home)) return shared;
    install(shared, thread, fd, closeOnExec, EndedBy.Reuse);
    return shared;
  }
  const elsewhere = named !== Named.Socket ? acceptedElsewhere(thread, fd) : null;
  if (elsewhere) return elsewhere;
  const socket = openFd(Origin.Seen, thread, fd, closeOnExec);
  if (named === Named.Socket) describeAsRead(socket);
  return socket;
}

/** True if the capture shows how the socket was opened, and that it was no pair. */
function isOpenedAlone(origin: Origin): bool {
  return origin === Origin.Accept || origin === Origin.Connect || origin === Origin.Socket;
}

/**
 * The current call returned an fd that another process made, or that was made before the capture. `named` says what its
 * decoration names, which was read last.
 */
export function adopt(thread: Thread, fd: f64, closeOnExec: bool, named: Named): void {
  if (named === Named.Other) install(null, thread, fd, closeOnExec, EndedBy.Reuse);
  else if (named === Named.Socket) openedBefore(thread, fd, named, closeOnExec);
  else {
    if (isOfAnother(thread, fd)) split(thread);
    if (thread.table.get(fd)) closeFd(thread, fd, EndedBy.Reuse); // without -yy the new meaning is unknown
  }
}

/**
 * The socket that took bytes from this thread. After a write that said that the peer is gone, or a shutdown, none can take
 * any. If another thread saw that, the two have tables of their own, and an fd of this number each. If neither `accept` nor
 * `close` shows, the number may as well have come back in the same table.
 */
export function ownOf(socket: Socket, thread: Thread): Socket {
  const fd = firstFd();
  if (socket.lostBy === NO_PID || socket.identity || !isNumber(fd)) return socket;
  if (!filter.showsAccept && !filter.showsClose) return openFd(Origin.Seen, thread, fd, false);
  if (socket.lostBy === thread.pid || !thread.table.assumed || !filter.showsAccept) return socket;
  split(thread);
  const own = thread.table.socketAt(fd);
  return own ? own : openFd(Origin.Seen, thread, fd, false);
}
