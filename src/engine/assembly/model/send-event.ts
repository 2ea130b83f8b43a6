/** Sends the event that the host hears of, unless it has to wait. */

import { isNumber } from "../arguments/integer";
import { NO_PID } from "../call/current-call";
import { deliver } from "../connections/connections";
import { Direction, EventKind } from "../events/event-kind";
import { EventRecord } from "../events/event-record";
import { lastUses } from "../sockets/last-uses";
import { Socket } from "../sockets/socket";
import { threads } from "../threads/threads";
import { mayBeTwo, usesNumber } from "./doubts";
import { isPeerGone } from "./errors";
import { holdEvent } from "./held-events";

/** The event is complete. */
export function sendEvent(event: EventRecord, socket: Socket): void {
  const thread = threads.hasAssumed ? threads.find(event.pid) : null;
  sendEventOf(event, socket, thread !== null && thread.table.assumed);
}

/** @param assumed the process of the thread is an assumption, or was one when the call was made */
export function sendEventOf(event: EventRecord, socket: Socket, assumed: bool): void {
  const kind = event.kind;
  const pid = event.pid;
  const line = event.line;
  if (line > socket.lastUse) noteUse(socket, line); // a read that began long ago may end now
  if (kind === EventKind.Read || kind === EventKind.Write) socket.hasCarried = true;
  socket.touch(pid, assumed);
  if (kind === EventKind.Read || kind === EventKind.Write || kind === EventKind.Shutdown) {
    if (takesNoMore(event) && socket.lostBy === NO_PID) socket.lostBy = pid;
    socket.carry(pid, line);
    const thread = threads.hasAssumed ? threads.find(pid) : null;
    if (thread && isNumber(event.fd) && usesNumber(socket, event.fd, thread)) socket.mayBeTwo = true;
  }
  if (!socket.mayBeTwo) socket.mayBeTwo = mayBeTwo(socket);
  if (!holdEvent(event)) deliver(event);
}

function noteUse(socket: Socket, line: u32): void {
  socket.lastUse = line;
  if (socket.isLive) lastUses.note(socket);
}

/** True if no write to the socket can succeed after this. */
function takesNoMore(event: EventRecord): bool {
  const hasFailed = event.errorEnd !== 0;
  if (event.kind === EventKind.Shutdown) return !hasFailed && event.how !== Direction.Read;
  const isRefused = event.kind === EventKind.Write && hasFailed && event.injected === 0;
  return isRefused && isPeerGone(event.errorStart, event.errorEnd);
}
