import { flagNames, integerOf, type Value } from "../../strace/value.js";
import type { Handler } from "../model.js";

/** Linux frees the number even where close reports an error (EINTR, EIO); only EBADF closed nothing. */
const close: Handler = (model, call, thread) => {
  const fd = call.fd;
  if (fd === null || call.result.error === "EBADF") return;
  model.socketOf(call, thread);
  if (thread.table.get(fd)) model.close(call, thread, fd, "close");
};

const closeRange: Handler = (model, call, thread) => {
  const [first, last, flags] = call.args ?? [];
  const from = integerOf(first);
  if (call.result.value !== 0 || from === null) return;
  const to = integerOf(last) ?? Number.POSITIVE_INFINITY; // ~0U is printed as a large number or a name
  const marksOnly = flagNames(flags).includes("CLOSE_RANGE_CLOEXEC");
  for (const fd of thread.table.fds()) {
    if (fd < from || fd > to) continue;
    if (marksOnly) setCloseOnExec(thread.table.get(fd), true);
    else model.close(call, thread, fd, "close");
  }
};

/** `shutdown(7, SHUT_WR)`, in old captures `shutdown(7, 1 /* send *\/)`: acts on the socket, whatever the fd. */
const shutdown: Handler = (model, call, thread) => {
  const socket = model.socketOf(call, thread);
  if (!socket) return;
  socket.proven = true;
  const how = directionOf(call.args?.[1]);
  const error = call.result.error;
  model.tell(socket, call, { kind: "shutdown", how, error });
  if (how !== "rd" && call.result.value === 0) socket.writeShut = true;
};

function directionOf(value: Value | undefined): "rd" | "wr" | "rdwr" {
  const name = flagNames(value)[0];
  const number = integerOf(value);
  if (name === "SHUT_RD" || number === 0) return "rd";
  return name === "SHUT_WR" || number === 1 ? "wr" : "rdwr";
}

/** `dup2(7, 5) = 5`: the new number refers to the same socket, and what it stood for before is closed. */
const dup: Handler = (model, call, thread) => {
  const to = call.result.value;
  const from = call.fd;
  if (from === null || to === null || to < 0 || to === from) return;
  const socket = model.socketOf(call, thread);
  model.install(socket, call, thread, to, /O_CLOEXEC/.test(call.argumentsText), "dup");
  if (!socket) thread.table.shareEpollSet(from, to);
};

const fcntl: Handler = (model, call, thread) => {
  const command = flagNames(call.args?.[1])[0];
  const { value } = call.result;
  if (value === null || value < 0 || call.fd === null) return;
  if (command === "F_DUPFD" || command === "F_DUPFD_CLOEXEC") {
    const socket = model.socketOf(call, thread);
    model.install(socket, call, thread, value, command === "F_DUPFD_CLOEXEC", "reuse");
    if (!socket) thread.table.shareEpollSet(call.fd, value);
  } else if (command === "F_SETFD") {
    setCloseOnExec(thread.table.get(call.fd), flagNames(call.args?.[2]).includes("FD_CLOEXEC"));
  }
};

const ioctl: Handler = (_model, call, thread) => {
  const request = flagNames(call.args?.[1])[0];
  if (call.result.value !== 0 || call.fd === null) return;
  if (request === "FIOCLEX") setCloseOnExec(thread.table.get(call.fd), true);
  if (request === "FIONCLEX") setCloseOnExec(thread.table.get(call.fd), false);
};

function setCloseOnExec(entry: { closeOnExec: boolean } | undefined, value: boolean): void {
  if (entry) entry.closeOnExec = value;
}

export const closers: Readonly<Record<string, Handler>> = {
  close,
  close_range: closeRange,
  shutdown,
  dup,
  dup2: dup,
  dup3: dup,
  fcntl,
  fcntl64: fcntl,
  ioctl,
};
