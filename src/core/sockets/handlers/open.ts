import { integerOf, type Value } from "../../strace/arguments/value.js";
import type { Syscall } from "../../strace/call/syscall.js";
import { hasFlag, isConstant, isStreamType } from "../constants.js";
import type { Handler, Handlers } from "../handler.js";

/** `socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3`. Only stream sockets carry HTTP/1. */
const socket: Handler = (model, call, thread) => {
  const fd = call.result.value;
  if (fd === null || fd < 0) return;
  const [family, type] = call.args ?? [];
  const closeOnExec = hasFlag(type, "SOCK_CLOEXEC");
  if (!isStreamType(type) || isConstant(family, "AF_NETLINK")) {
    model.fds.install(null, call, thread, fd, closeOnExec, "reuse");
    return;
  }
  const created = model.fds.open("socket", call, thread, fd, closeOnExec);
  created.transport = transportOf(family);
};

/** `socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4]) = 0`. */
const socketpair: Handler = (model, call, thread) => {
  const pair = call.args?.[3];
  if (call.result.value !== 0 || pair?.kind !== "array") return;
  const [, type] = call.args ?? [];
  for (const item of pair.items) {
    const fd = integerOf(item);
    if (fd === null) continue;
    const closeOnExec = hasFlag(type, "SOCK_CLOEXEC");
    if (isStreamType(type)) model.fds.open("socketpair", call, thread, fd, closeOnExec).transport = "unix";
    else model.fds.install(null, call, thread, fd, closeOnExec, "reuse");
  }
};

/** The result is an fd that is not a socket. Whatever the number referred to before is gone. */
const opensOther: Handler = (model, call, thread) => {
  const fd = call.result.value;
  if (fd === null || fd < 0) return;
  model.fds.install(null, call, thread, fd, marksCloseOnExec(call), "reuse");
};

/** True if the call got `O_CLOEXEC`, `EPOLL_CLOEXEC`, `EFD_CLOEXEC` or the like. All of them are the same bit. */
function marksCloseOnExec(call: Syscall): boolean {
  const text = call.argumentsText;
  // -X raw prints the bit as a number in the last argument
  if (text.includes("CLOEXEC")) return true;
  return /0x[0-9a-f]{5}/.test(text.slice(text.lastIndexOf('"') + 1)) && hasFlag(call.args?.at(-1), "O_CLOEXEC");
}

/** `pipe2([3, 4], O_CLOEXEC) = 0`. */
const pipe: Handler = (model, call, thread) => {
  const ends = call.args?.[0];
  if (call.result.value !== 0 || ends?.kind !== "array") return;
  for (const end of ends.items) {
    const fd = integerOf(end);
    if (fd !== null) model.fds.install(null, call, thread, fd, marksCloseOnExec(call), "reuse");
  }
};

function transportOf(family: Value | undefined): "tcp" | "unix" | "unknown" {
  if (isConstant(family, "AF_UNIX") || isConstant(family, "AF_LOCAL")) return "unix";
  return isConstant(family, "AF_INET") || isConstant(family, "AF_INET6") ? "tcp" : "unknown";
}

export const openers = { socket, socketpair, pipe, open: opensOther, "make-fd": opensOther } satisfies Handlers;
