import { integerOf } from "../../strace/arguments/value.js";
import { fdAt, type Syscall } from "../../strace/call/syscall.js";
import { isInjected } from "../../strace/line/result/result.js";
import type { Handler, Handlers } from "../handler.js";
import type { SocketModel } from "../model.js";
import type { Socket } from "../socket.js";
import { firstBytes } from "../visible-bytes.js";
import { movedTooMuch } from "./contradiction.js";
import { emitWrite, hasReturned } from "./write.js";

/** MAX_RW_COUNT of Linux, in bytes: no call moves more, so a larger count does not say how long the response is. */
const MAX_RW_COUNT = 0x7ffff000;

/** The bytes that the call moved. */
function movedBy(call: Syscall): number {
  return Math.max(0, call.result.value ?? 0);
}

/**
 * `sendfile(out, in, offset, count)`. The count may lie far beyond the end of the file, so a short result proves
 * nothing. If the call was refused or never returned, the whole count stays open.
 */
const sendfile: Handler = (model, call, thread) => {
  const socket = model.socketOf(call, thread);
  if (!socket) return;
  const bytes = movedBy(call);
  if (movedTooMuch(call, lastNumber(call.argumentsText), bytes)) {
    damage(model, call, socket);
    return;
  }
  const hasMoved = call.result.value !== -1 && hasReturned(call);
  const asked = hasMoved ? bytes : openCount(call);
  emitWrite(model, call, thread, socket, { pieces: [], asked, afterCount: -1 }, bytes);
};

/** The number that a text ends with, without the grammar; null without one. */
function lastNumber(text: string): number | null {
  const last = text.slice(text.lastIndexOf(" ") + 1);
  return /^\d+$/.test(last) ? Number(last) : null;
}

/** The bytes that a sendfile was asked to move, if it moved none or never returned. */
function openCount(call: Syscall): number | null {
  const count = integerOf(call.args?.[3]);
  const isExact = count !== null && count < MAX_RW_COUNT;
  return isExact || !hasReturned(call) ? count : 0;
}

/** `splice(in, off, out, off, len, flags)`: the bytes go to the third argument. A short result proves nothing. */
const splice: Handler = (model, call, thread) => {
  const source = model.socketOf(call, thread);
  const bytes = movedBy(call);
  if (bytes > 0 && movedTooMuch(call, integerOf(call.args?.[4]), bytes)) {
    damage(model, call, source);
    damage(model, call, model.socketOf(call, thread, fdAt(call.fdText(2)), call.fdText(2)));
    return;
  }
  if (source && call.result.value !== null) {
    const asked = null; // a pipe may be full: less than the length says nothing about the socket
    const { error } = call.result;
    model.emit(source, call, { kind: "read", asked, received: bytes, error, pieces: firstBytes([], bytes) });
  }
  const text = call.fdText(2);
  const fd = fdAt(text);
  const socket = model.entered?.target ?? model.socketOf(call, thread, fd, text);
  if (!socket) return;
  const returned = hasReturned(call);
  const asked = returned ? bytes : integerOf(call.args?.[4]);
  model.emit(
    socket,
    call,
    {
      kind: "write",
      asked,
      accepted: bytes,
      error: call.result.error,
      pieces: firstBytes([], bytes),
      offered: returned || asked === null ? null : firstBytes([], asked),
      injected: isInjected(call.result),
      returned,
    },
    fd,
  );
};

function damage(model: SocketModel, call: Syscall, socket: Socket | null): void {
  if (socket) model.emit(socket, call, { kind: "damaged" });
}

export const copiers = { sendfile, splice } satisfies Handlers;
