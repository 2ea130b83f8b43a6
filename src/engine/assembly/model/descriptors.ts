/** Gives numbers a meaning in the tables of the threads. */

import { call } from "../call/current-call";
import { EndedBy } from "../events/event-kind";
import { Origin } from "../sockets/kinds";
import { live } from "../sockets/live-sockets";
import { Socket } from "../sockets/socket";
import { Thread } from "../threads/thread";
import { rememberAccepted } from "./accepted";
import { hasReleased, reportReleasesOf } from "./catch-up";
import { closeFd } from "./closing";
import { reusesNumber } from "./doubts";
import { forgetIdleSockets } from "./forgetting";
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
