import { integerOf } from "../../strace/arguments/value.js";
import type { Syscall } from "../../strace/call/syscall.js";
import { isInjected } from "../../strace/line/result/result.js";
import { hasFlag, isConstant } from "../constants.js";
import type { Handler, Handlers } from "../handler.js";

/**
 * Linux frees the number even if close reports EINTR or EIO (close(2)). Only after EBADF was there nothing to close.
 */
const close: Handler = (model, call, thread) => {
  const fd = call.fd;
  if (fd === null || call.result.error === "EBADF") return;
  model.socketOf(call, thread); // the decoration may show that the thread has a table of its own
  if (thread.table.get(fd)) model.fds.close(call, thread, fd, "close");
};

/** `close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) = 0`: with that flag the fds stay open until an exec. */
const closeRange: Handler = (model, call, thread) => {
  const [first, last, flags] = call.args ?? [];
  const from = integerOf(first);
  if (call.result.value !== 0 || from === null) return;
  if (hasFlag(flags, "CLOSE_RANGE_UNSHARE") && thread.table.threads > 1) {
    model.threads.move(thread, thread.table.copy());
  }
  const to = integerOf(last) ?? Number.POSITIVE_INFINITY; // strace prints ~0U as a large number or as a name
  if (hasFlag(flags, "CLOSE_RANGE_CLOEXEC")) thread.table.markRangeCloseOnExec(from, to);
  else model.fds.closeTaken(thread.table.take(from, to), call, thread, "close");
};

/**
 * `shutdown(7, SHUT_WR) = 0`, or `shutdown(7, 1 /* send *\/)` in old captures. It acts on the socket, not on the fd.
 */
const shutdown: Handler = (model, call, thread) => {
  const socket = model.socketOf(call, thread);
  if (!socket || call.part === "unfinished") return;
  socket.proven = true;
  const how = directionOf(call);
  const error = call.result.error;
  socket.orders = { signal: thread.table.endSignal, read: thread.lastRead, hasFailed: false };
  model.emit(socket, call, { kind: "shutdown", how, error });
  // the peer has reset the connection: the kernel takes nothing more
  if (error === "ENOTCONN" && socket.isConnection && !isInjected(call.result)) socket.lostBy ??= thread.pid;
  if (how === "rd" || call.result.value !== 0) return;
  socket.writeShut = true;
  socket.blocked = false;
};

function directionOf(call: Syscall): "rd" | "wr" | "rdwr" {
  if (call.argumentsText.endsWith(", SHUT_WR")) return "wr"; // the usual text, without the grammar
  const direction = call.args?.[1];
  if (isConstant(direction, "SHUT_RD")) return "rd";
  return isConstant(direction, "SHUT_WR") ? "wr" : "rdwr";
}

export const closers = { close, "close-range": closeRange, shutdown } satisfies Handlers;
