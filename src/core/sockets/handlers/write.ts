import { integerOf } from "../../strace/arguments/value.js";
import { fdAt, type Syscall } from "../../strace/call/syscall.js";
import { isGarbled, isInjected } from "../../strace/line/result/result.js";
import type { CallRow } from "../../syscalls/row.js";
import type { Handler, Handlers, SocketModel } from "../model.js";
import type { Socket } from "../socket.js";
import type { Thread } from "../threads.js";
import { firstBytes, type IoBuffers, movedBytes, offerOf, taken } from "../visible-bytes.js";
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

/** What a call of the write family does: its bytes go to its first fd. A message over a Unix socket may carry fds too. */
export function writer(row: CallRow): Handler {
  const { buffers, classes } = row;
  const offered = offerOf(row);
  const provesSocket = classes.includes("network");
  const gives: Handler = (model, call, thread) => {
    const socket = model.socketOf(call, thread);
    if (!socket) return;
    if (provesSocket) socket.proven = true;
    const offer = offered(call);
    emitWrite(model, call, thread, socket, offer, movedBytes(offer, call.result.value ?? 0));
  };
  if (buffers !== "message") return gives;
  return (model, call, thread) => {
    passFds(model, call, thread);
    gives(model, call, thread);
  };
}

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
  const source = model.socketOf(call, thread);
  const bytes = accepted(call);
  if (source && call.result.value !== null) {
    const asked = integerOf(call.args?.[4]);
    const { error } = call.result;
    model.tell(source, call, { kind: "read", asked, received: bytes, error, pieces: firstBytes([], bytes) });
  }
  const text = call.fdText(2);
  const fd = fdAt(text);
  const socket = model.enteredTarget ?? model.socketOf(call, thread, fd, text);
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

export const copiers = { sendfile, splice } satisfies Handlers;
