/** What is forgotten when there is too much of it: it is never guessed. */
import { NO_NUMBER } from "../arguments/integer";
import { call } from "../call/current-call";
import { atCall } from "../events/event-context";
import { EndedBy } from "../events/event-kind";
import { homeOf } from "../fds/fd-table";
import { destroyList, List } from "../heap/list";
import { Origin } from "../sockets/kinds";
import { live } from "../sockets/live-sockets";
import { Socket } from "../sockets/socket";
import { Thread } from "../threads/thread";
import { threads } from "../threads/threads";
import { forgetAccepted } from "./accepted";
import { closeAll } from "./closing";
import { endSocket } from "./endings";
import { finishWrite } from "./held-events";

/** Too many sockets are open to remember them all: those are forgotten that were idle for the longest time. */
export function forgetIdleSockets(): void {
  const idle = live.idle();
  if (!idle) return;
  for (let index = 0; index < idle.length; index++) forgetIdle(idle.at(index));
  destroyList<Socket>(idle);
}

/**
 * The socket is taken for one that was open before the capture, if anything happens to it again, and nothing is said of what was
 * under way.
 */
function forgetIdle(socket: Socket): void {
  const home = homeOf(socket);
  if (home && home.socketAt(socket.fd) === socket) home.delete(socket.fd);
  if (socket.origin === Origin.Accept) forgetAccepted(home, socket.fd);
  endSocket(socket, EndedBy.Unseen, NO_NUMBER, atCall(call.beginPid), null);
  socket.origin = Origin.Seen; // it may have other fds
}

/** After every so many calls and halves of calls, threads that are idle are looked for. */
const SWEEP: u32 = 1024;

/** How many calls and first halves of calls were applied. */
let applied: u32 = 0;

/** A call was applied, or the first half of one. */
export function sweep(): void {
  if (++applied % SWEEP === 0) forgetIdleThreads();
}

/** Threads that have been idle for long are taken for gone, if there are too many, and so are the calls that they were in. */
function forgetIdleThreads(): void {
  const idle = threads.idle();
  if (idle) removeEach(idle);
  const ending = threads.takeEnding();
  if (ending) finishWritesOf(ending);
}

function removeEach(idle: List<Thread>): void {
  for (let index = 0; index < idle.length; index++) {
    const table = threads.remove(idle.at(index));
    if (table) closeAll(table, EndedBy.Unseen, atCall(call.beginPid), false);
  }
  destroyList<Thread>(idle);
}

function finishWritesOf(ending: List<Thread>): void {
  for (let index = 0; index < ending.length; index++) {
    const begun = ending.at(index).entered;
    const target = begun ? begun.target : null;
    if (target) finishWrite(target);
  }
  destroyList<Thread>(ending);
}

/** A socket that was passed is no longer waited for. When no other process has it, the capture does not show its end. */
export function forgetPassed(socket: Socket): void {
  if (--socket.references > 0) return;
  endSocket(socket, EndedBy.Unseen, NO_NUMBER, atCall(call.beginPid), null);
}
