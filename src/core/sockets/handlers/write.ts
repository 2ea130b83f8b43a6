import type { Syscall } from "../../strace/call/syscall.js";
import { isGarbled, isInjected } from "../../strace/line/result/result.js";
import type { CallRow } from "../../syscalls/row.js";
import type { Handler } from "../handler.js";
import { buffersReader, type IoBuffers, movedBytes } from "../io-buffers.js";
import type { SocketModel } from "../model.js";
import type { Socket } from "../socket.js";
import type { Thread } from "../thread.js";
import { firstBytes, taken } from "../visible-bytes.js";
import { isBufferFull } from "../write-errors.js";
import { movedTooMuch } from "./contradiction.js";
import { passFds } from "./passing.js";

/**
 * Emits a write, and remembers on the thread that it was short.
 *
 * @param offer what the program asked the kernel to take
 * @param accepted the bytes that the kernel took
 */
export function emitWrite(
  model: SocketModel,
  call: Syscall,
  thread: Thread,
  socket: Socket,
  offer: IoBuffers,
  accepted: number,
): void {
  const isLater = accepted > 0 && !model.hasEntered(socket);
  let target = isLater ? model.fds.ownOf(socket, call, thread) : socket;
  if (isLater && target.writeShut) {
    // the kernel takes nothing after SHUT_WR (EPIPE), so a narrow filter hid a close and an accept
    target = model.fds.open("seen", call, thread, call.fd ?? target.fd);
  }
  const missing = (offer.asked ?? accepted) - accepted;
  target.blocked = missing > 0;
  if (target.isFull && accepted > 0) thread.table.waits++;
  target.isFull = accepted === 0 && isBufferFull(call.result.error);
  if (accepted > 0) target.hasNoRoom = false;
  const returned = hasReturned(call);
  model.emit(target, call, {
    kind: "write",
    asked: offer.asked,
    accepted,
    error: call.result.error,
    pieces: taken(offer, accepted),
    offered: returned || offer.asked === null ? null : firstBytes(offer.pieces, offer.asked),
    injected: isInjected(call.result),
    returned,
  });
  if (missing > 0 && accepted > 0) thread.shortWrite = { socket: target, fd: call.fd, missing, time: call.end.time };
}

/**
 * True if the call returned. `= ?` with an errno (ERESTARTSYS) is a call that took nothing and that the kernel
 * restarts. `= ?` alone is a call that never returned. If the thread was killed inside the call, strace may print a
 * garbled result.
 */
export function hasReturned(call: Syscall): boolean {
  if (isGarbled(call.result)) return false;
  return call.result.value !== null || call.result.error !== null;
}

/** What is left without the last byte: `MSG_OOB` sends it beside the stream (send(2)), where no reader of the body meets it. */
function withoutUrgent(offer: IoBuffers): IoBuffers {
  const { pieces, asked } = offer;
  return asked ? { ...offer, pieces: firstBytes(pieces, asked - 1), asked: asked - 1 } : offer;
}

/** Characters at the end of the arguments that hold the flags of a send. */
const TAIL = 80;

/** The handler of a call that writes to its first fd. A message over a Unix socket may also pass fds. */
export function writer(row: CallRow): Handler {
  const { buffers, classes, flags } = row;
  const offered = buffersReader(row);
  const provesSocket = classes.includes("network");
  const write: Handler = (model, call, thread) => {
    const socket = model.socketOf(call, thread);
    if (!socket) return;
    if (provesSocket) socket.proven = true;
    const flagsText = flags === undefined ? "" : call.argumentsText.slice(-TAIL);
    socket.saysMore = flagsText.includes("MSG_MORE");
    const whole = offered(call);
    const offer = flagsText.includes("MSG_OOB") ? withoutUrgent(whole) : whole;
    const sent = movedBytes(whole, call.result.value ?? 0);
    const moved = offer === whole ? sent : Math.min(sent, offer.asked ?? sent);
    if (movedTooMuch(call, whole.asked, sent)) model.emit(socket, call, { kind: "damaged" });
    else emitWrite(model, call, thread, socket, offer, moved);
  };
  if (buffers !== "message") return write;
  return (model, call, thread) => {
    passFds(model, call, thread);
    write(model, call, thread);
  };
}
