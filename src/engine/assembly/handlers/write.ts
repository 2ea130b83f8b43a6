/** Calls that write to their first fd. */
import { firstFd } from "../arguments/fd";
import { isNumber } from "../arguments/integer";
import { lastArgumentsHold } from "../arguments/text";
import { buffers } from "../buffers/io-buffers";
import { offered } from "../buffers/pieces";
import { call } from "../call/current-call";
import { hasReturned, isInjected } from "../call/outcome";
import { Buffers, Call, NO_ARGUMENT } from "../calls/call";
import { EventKind } from "../events/event-kind";
import { openFd } from "../model/descriptors";
import { beginEvent, reportDamage, sendEvent } from "../model/emitter";
import { entered } from "../model/entered";
import { isBufferFull } from "../model/errors";
import { ownOf } from "../model/opened-before";
import { socketOf } from "../model/socket-of";
import { Origin } from "../sockets/kinds";
import { Socket } from "../sockets/socket";
import { createShortWrite } from "../threads/short-write";
import { Thread } from "../threads/thread";
import { movedTooMuch } from "./contradiction";
import { passFds } from "./passing";

/** Characters at the end of the arguments that hold the flags of a send. */
const TAIL: i32 = 80;

/** `write(7, "...", 5) = 5`. A message over a Unix socket may also pass fds. */
export function write(thread: Thread, row: Call): void {
  if (row.buffers === Buffers.Message) passFds(thread);
  const socket = socketOf(thread);
  if (!socket) return;
  if (row.isNetwork) socket.proven = true;
  const hasFlags = row.flags !== NO_ARGUMENT;
  socket.saysMore = hasFlags && lastArgumentsHold("MSG_MORE", TAIL);
  buffers.read(row);
  const whole = buffers.asked;
  const sent = buffers.movedBytes();
  if (movedTooMuch(whole, sent)) {
    reportDamage(socket, firstFd());
    return;
  }
  if (!hasFlags || !lastArgumentsHold("MSG_OOB", TAIL)) {
    emitWrite(thread, socket, sent);
    return;
  }
  buffers.dropUrgent();
  emitWrite(thread, socket, whole > 0 ? min(sent, buffers.asked) : sent);
}

/**
 * Emits a write of what stands in `buffers`, and remembers on the thread that it was short.
 *
 * @param accepted the bytes that the kernel took
 */
export function emitWrite(thread: Thread, socket: Socket, accepted: f64): void {
  const isLater = accepted > 0 && !entered.isOn(socket);
  const fd = firstFd();
  let target = isLater ? ownOf(socket, thread) : socket;
  // the kernel takes nothing after SHUT_WR (EPIPE), so a narrow filter hid a close and an accept
  if (isLater && target.writeShut) target = openFd(Origin.Seen, thread, isNumber(fd) ? fd : target.fd, false);
  const asked = buffers.asked;
  const missing = isNumber(asked) ? asked - accepted : 0;
  target.blocked = missing > 0;
  if (target.isFull && accepted > 0) thread.table.waits++;
  target.isFull = accepted === 0 && isBufferFull(call.errorStart, call.errorEnd);
  if (accepted > 0) target.hasNoRoom = false;
  buffers.take(accepted);
  sendWrite(target, fd, accepted);
  if (missing > 0 && accepted > 0) thread.shortWrite = createShortWrite(target, fd, missing, call.endTime);
}

/** Emits a write of what stands in `buffers`; `moved` is what the kernel took of it. */
export function sendWrite(socket: Socket, fd: f64, accepted: f64): void {
  const event = beginEvent(EventKind.Write, socket, fd);
  const returned = hasReturned();
  event.asked = buffers.asked;
  event.moved = accepted;
  event.setError(call.errorStart, call.errorEnd);
  const isTaken = returned && !(accepted === 0 && isBufferFull(call.errorStart, call.errorEnd));
  event.hasOffered = !isTaken && isNumber(buffers.asked) ? 1 : 0;
  if (event.hasOffered !== 0) offered.setFirstOf(buffers.pieces, buffers.asked);
  event.injected = isInjected() ? 1 : 0;
  event.returned = returned ? 1 : 0;
  sendEvent(event, socket);
}
