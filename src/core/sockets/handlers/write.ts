import { integerOf } from "../../strace/arguments/value.js";
import type { Syscall } from "../../strace/call/syscall.js";
import { isGarbled, isInjected } from "../../strace/line/result.js";
import type { Handler, SocketModel } from "../model.js";
import type { Socket } from "../socket.js";
import type { Thread } from "../threads.js";
import { firstBytes, type IoBuffers, ofBuffer, ofMessage, ofMessages, ofVector, taken } from "../visible-bytes.js";
import { passFds } from "./passing.js";

/** The largest count one write can move (MAX_RW_COUNT): a larger wish is no promise of that many bytes. */
const MAX_RW_COUNT = 0x7ffff000;

function emitWrite(
  model: SocketModel,
  call: Syscall,
  thread: Thread,
  socket: Socket,
  offer: IoBuffers,
  accepted: number,
): void {
  let target = socket;
  if (accepted > 0 && socket.writeShut && !model.hasEntered(socket)) {
    // the kernel takes nothing after SHUT_WR: a narrow filter hid the close and the accept in between
    target = model.open("seen", call, thread, call.fd ?? socket.fd);
  }
  const missing = (offer.asked ?? accepted) - accepted;
  target.blocked = missing > 0;
  model.tell(target, call, {
    kind: "write",
    asked: offer.asked,
    accepted,
    error: call.result.error,
    pieces: taken(offer, accepted),
    injected: isInjected(call.result),
    returned: hasReturned(call),
  });
  if (missing > 0 && accepted > 0) thread.shortWrite = { socket: target, fd: call.fd, missing, time: call.end.time };
}

/**
 * `= ?` with an errno (ERESTARTSYS) is a call that took nothing and is made again; without, it never came back. Nor did
 * one whose thread was killed in it, whatever strace found there.
 */
function hasReturned(call: Syscall): boolean {
  if (isGarbled(call.result)) return false;
  return call.result.value !== null || call.result.error !== null;
}

function accepted(call: Syscall): number {
  return Math.max(0, call.result.value ?? 0);
}

/** The plain shape: the fd comes first and the result counts bytes. */
function writer(offered: (call: Syscall) => IoBuffers, provesSocket: boolean): Handler {
  return (model, call, thread) => {
    const socket = model.socketOf(call, thread);
    if (!socket) return;
    if (provesSocket) socket.proven = true;
    emitWrite(model, call, thread, socket, offered(call), accepted(call));
  };
}

/** `sendmmsg` returns how many messages went out; each message's `msg_len` holds its bytes. */
const sendmmsg: Handler = (model, call, thread) => {
  const socket = model.socketOf(call, thread);
  if (!socket) return;
  socket.proven = true;
  const offer = ofMessages(call);
  const bytes = offer.lengths.slice(0, accepted(call)).reduce((sum, length) => sum + length, 0);
  emitWrite(model, call, thread, socket, offer, bytes);
};

/**
 * `sendfile(out, in, offset, count)`: the count is a wish that may lie far beyond the end of the file, so
 * that a short result proves nothing; a refusal leaves the whole wish open, and so does a call that never returned.
 */
const sendfile: Handler = (model, call, thread) => {
  const socket = model.socketOf(call, thread);
  if (!socket) return;
  const bytes = accepted(call);
  const hasMoved = call.result.value !== -1 && hasReturned(call);
  const asked = hasMoved ? bytes : refusedBySendfile(call);
  emitWrite(model, call, thread, socket, { pieces: [], asked, behind: -1 }, bytes);
};

/** What a sendfile that moved nothing, or never returned, was to move. */
function refusedBySendfile(call: Syscall): number | null {
  const count = integerOf(call.args?.[3]);
  const isPromise = count !== null && count < MAX_RW_COUNT;
  return isPromise || !hasReturned(call) ? count : 0;
}

/** `splice(in, off, out, off, len, flags)`: the socket is the third argument; as with sendfile, short is no proof. */
const splice: Handler = (model, call, thread) => {
  const out = call.args?.[2];
  const source = model.socketOf(call, thread);
  const bytes = accepted(call);
  if (source && call.result.value !== null) {
    const asked = integerOf(call.args?.[4]);
    const { error } = call.result;
    model.tell(source, call, { kind: "read", asked, received: bytes, error, pieces: firstBytes([], bytes) });
  }
  const fd = integerOf(out);
  if (fd === null || out?.kind !== "integer") return;
  const text = out.decoration === undefined ? String(fd) : `${fd}<${out.decoration}>`;
  const socket = model.socketOf(call, thread, fd, text);
  if (!socket) return;
  model.tell(
    socket,
    call,
    {
      kind: "write",
      asked: hasReturned(call) ? bytes : integerOf(call.args?.[4]),
      accepted: bytes,
      error: call.result.error,
      pieces: firstBytes([], bytes),
      injected: isInjected(call.result),
      returned: hasReturned(call),
    },
    fd,
  );
};

const writeMessage = writer(ofMessage, true);

/** Besides bytes, a message over a Unix socket may carry fds. */
const sendmsg: Handler = (model, call, thread) => {
  passFds(model, call, thread);
  writeMessage(model, call, thread);
};

export const writers: Readonly<Record<string, Handler>> = {
  write: writer(ofBuffer, false),
  send: writer(ofBuffer, true),
  sendto: writer(ofBuffer, true),
  writev: writer(ofVector, false),
  pwritev2: writer(ofVector, false),
  sendmsg,
  sendmmsg,
  sendfile,
  sendfile64: sendfile,
  splice,
};
