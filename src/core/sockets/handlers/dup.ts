import { hasFlag, isConstant } from "../constants.js";
import type { Handler, Handlers } from "../handler.js";

/** `dup2(7, 5) = 5`: fd 5 now refers to the socket of fd 7, and what it referred to before is closed. */
const dup: Handler = (model, call, thread) => {
  const to = call.result.value;
  const from = call.fd;
  if (from === null || to === null || to < 0 || to === from) return;
  const socket = model.socketOf(call, thread);
  const closeOnExec = call.name === "dup3" && hasFlag(call.args?.[2], "O_CLOEXEC");
  // dup2 and dup3 close what the number stood for; dup returns a free one
  model.fds.install(socket, call, thread, to, closeOnExec, call.name === "dup" ? "reuse" : "dup");
  if (!socket) thread.table.shareEpollSet(from, to);
};

/** `fcntl(7, F_DUPFD_CLOEXEC, 3) = 9` and `fcntl(7, F_SETFD, FD_CLOEXEC) = 0`. Other commands change nothing here. */
const fcntl: Handler = (model, call, thread) => {
  if (call.argumentsText.endsWith(", F_SETFD, FD_CLOEXEC")) {
    if (call.result.value === 0 && call.fd !== null) thread.table.markCloseOnExec(call.fd, true);
    return; // the usual text, without the grammar
  }
  if (!/F_(?:DUPFD|SETFD)|, 0x|, \d/.test(call.argumentsText)) return;
  const [, command, argument] = call.args ?? [];
  const { value } = call.result;
  if (value === null || value < 0 || call.fd === null) return;
  const marksNew = isConstant(command, "F_DUPFD_CLOEXEC");
  if (marksNew || isConstant(command, "F_DUPFD")) {
    const socket = model.socketOf(call, thread);
    model.fds.install(socket, call, thread, value, marksNew, "reuse");
    if (!socket) thread.table.shareEpollSet(call.fd, value);
  } else if (isConstant(command, "F_SETFD")) {
    thread.table.markCloseOnExec(call.fd, hasFlag(argument, "FD_CLOEXEC"));
  }
};

export const duplicators = { dup, fcntl } satisfies Handlers;
