/**
 * Opens and closes fds in the tables of the threads, and emits the end of each socket that loses its last fd
 * (core/sockets/descriptors.ts).
 */

import { call } from "../call/current-call";
import { Named } from "../decorations/endpoints";
import { byCall } from "../events/event-context";
import { EndedBy } from "../events/event-kind";
import { ClosedFds } from "../fds/closed-fds";
import { Origin } from "../sockets/kinds";
import { live } from "../sockets/live-sockets";
import { createOrders, Orders } from "../sockets/orders";
import { Socket } from "../sockets/socket";
import { Thread } from "../threads/thread";
import { emitReleases, hasReleased, reportReleasesOf } from "./catch-up";
import { reusesNumber } from "./doubts";
import { closed } from "./endings";
import { forgetIdleSockets } from "./forgetting";
import { openedBefore, rememberAccepted } from "./opened-before";
import { isOfAnother, split } from "./processes";
import { setAside } from "./set-aside";

/** Makes a new socket on `fd`. If the number was in use, the capture does not show its close. */
export function openFd(origin: Origin, thread: Thread, fd: f64, closeOnExec: bool): Socket {
  const socket = live.make(origin, thread.pid, fd);
  install(socket, thread, fd, closeOnExec, EndedBy.Reuse);
  socket.lastUse = call.beginLine;
  live.add(socket);
  forgetIdleSockets();
  if (origin === Origin.Accept) rememberAccepted(thread.table, fd);
  return socket;
}

/**
 * Makes `fd` refer to a socket, and ends what it referred to before.
 *
 * @param socket null for a file, a pipe, an epoll set and so on
 */
export function install(socket: Socket | null, thread: Thread, fd: f64, closeOnExec: bool, by: EndedBy): void {
  if (socket && thread.table.socketAt(fd) === socket) return;
  if (by === EndedBy.Reuse && isOfAnother(thread, fd)) split(thread);
  const before = by === EndedBy.Reuse ? thread.table.socketAt(fd) : null;
  if (before && hasReleased()) reportReleasesOf(before);
  if (before && reusesNumber(before, thread) && before.identity) setAside(thread, fd);
  else if (thread.table.get(fd)) closeFd(thread, fd, by);
  thread.table.set(fd, socket, closeOnExec, thread.pid);
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

/** What may have told the thread to close a socket. */
export function ordersOf(thread: Thread): Orders {
  return createOrders(thread.table.endSignal, thread.lastRead, false);
}
