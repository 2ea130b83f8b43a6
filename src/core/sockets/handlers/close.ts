import { integerOf } from "../../strace/arguments/value.js";
import type { Syscall } from "../../strace/call/syscall.js";
import { has, is } from "../constants.js";
import type { FdEntry } from "../fd-table.js";
import type { Handler, Handlers } from "../model.js";

/** Linux frees the number even where close reports an error (EINTR, EIO); only EBADF closed nothing. */
const close: Handler = (model, call, thread) => {
  const fd = call.fd;
  if (fd === null || call.result.error === "EBADF") return;
  model.socketOf(call, thread); // may tell that the thread is of another process, with a table of its own
  if (thread.table.get(fd)) model.close(call, thread, fd, "close");
};

const closeRange: Handler = (model, call, thread) => {
  const [first, last, flags] = call.args ?? [];
  const from = integerOf(first);
  if (call.result.value !== 0 || from === null) return;
  if (has(flags, "CLOSE_RANGE_UNSHARE") && thread.table.threads > 1) {
    model.threads.separate(thread, thread.table.copy());
  }
  const to = integerOf(last) ?? Number.POSITIVE_INFINITY; // ~0U is printed as a large number or a name
  for (const fd of thread.table.fds()) {
    if (fd < from || fd > to) continue;
    if (has(flags, "CLOSE_RANGE_CLOEXEC")) setCloseOnExec(thread.table.get(fd), true);
    else model.close(call, thread, fd, "close");
  }
};

/** `shutdown(7, SHUT_WR)`, in old captures `shutdown(7, 1 /* send *\/)`: acts on the socket, whatever the fd. */
const shutdown: Handler = (model, call, thread) => {
  const socket = model.socketOf(call, thread);
  if (!socket || call.part === "unfinished") return;
  socket.proven = true;
  const how = directionOf(call);
  const error = call.result.error;
  model.tell(socket, call, { kind: "shutdown", how, error });
  if (how === "rd" || call.result.value !== 0) return;
  socket.writeShut = true;
  socket.blocked = false;
};

function directionOf(call: Syscall): "rd" | "wr" | "rdwr" {
  if (call.argumentsText.endsWith(", SHUT_WR")) return "wr"; // as it nearly always reads: the grammar need not look
  const direction = call.args?.[1];
  if (is(direction, "SHUT_RD")) return "rd";
  return is(direction, "SHUT_WR") ? "wr" : "rdwr";
}

/** `dup2(7, 5) = 5`: the new number refers to the same socket, and what it stood for before is closed. */
const dup: Handler = (model, call, thread) => {
  const to = call.result.value;
  const from = call.fd;
  if (from === null || to === null || to < 0 || to === from) return;
  const socket = model.socketOf(call, thread);
  const closeOnExec = call.name === "dup3" && has(call.args?.[2], "O_CLOEXEC");
  model.install(socket, call, thread, to, closeOnExec, "dup");
  if (!socket) thread.table.shareEpollSet(from, to);
};

const fcntl: Handler = (model, call, thread) => {
  if (call.argumentsText.endsWith(", F_SETFD, FD_CLOEXEC")) {
    if (call.result.value === 0 && call.fd !== null) setCloseOnExec(thread.table.get(call.fd), true);
    return; // as it nearly always reads: the grammar need not look
  }
  if (!/F_(?:DUPFD|SETFD)|, 0x|, \d/.test(call.argumentsText)) return; // the others change nothing here
  const [, command, argument] = call.args ?? [];
  const { value } = call.result;
  if (value === null || value < 0 || call.fd === null) return;
  const marksNew = is(command, "F_DUPFD_CLOEXEC");
  if (marksNew || is(command, "F_DUPFD")) {
    const socket = model.socketOf(call, thread);
    model.install(socket, call, thread, value, marksNew, "reuse");
    if (!socket) thread.table.shareEpollSet(call.fd, value);
  } else if (is(command, "F_SETFD")) setCloseOnExec(thread.table.get(call.fd), has(argument, "FD_CLOEXEC"));
};

const ioctl: Handler = (_model, call, thread) => {
  if (!/CLEX|0x545/.test(call.argumentsText)) return;
  const request = call.args?.[1];
  if (call.result.value !== 0 || call.fd === null) return;
  if (is(request, "FIOCLEX")) setCloseOnExec(thread.table.get(call.fd), true);
  if (is(request, "FIONCLEX")) setCloseOnExec(thread.table.get(call.fd), false);
};

function setCloseOnExec(entry: FdEntry | undefined, value: boolean): void {
  if (entry) entry.closeOnExec = value;
}

export const closers = {
  close,
  "close-range": closeRange,
  shutdown,
  dup,
  fcntl,
  ioctl,
} satisfies Handlers;
