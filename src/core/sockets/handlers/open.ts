import { integerOf, type Value } from "../../strace/arguments/value.js";
import type { Syscall } from "../../strace/call/syscall.js";
import { addressIn } from "../address.js";
import { has, is, isStreamType } from "../constants.js";
import { readDecoration } from "../decoration.js";
import type { Handler, Handlers } from "../model.js";

/** `accept4(6, {...}, [16], SOCK_CLOEXEC) = 7`: the returned fd is a new connection. */
const accept: Handler = (model, call, thread) => {
  const fd = call.result.value;
  if (fd === null || fd < 0) return;
  const listener = model.socketOf(call, thread);
  const endpoints = readDecoration(call.result.decoration);
  const socket = model.open("accept", call, thread, fd, acceptsCloseOnExec(call));
  socket.local = listener?.local ?? null;
  if (listener) socket.transport = listener.transport;
  if (endpoints && endpoints !== "other") model.describe(socket, endpoints);
  const isKnown = socket.peer !== null && socket.transport !== "unknown";
  const peer = isKnown ? null : addressIn(call);
  if (peer) socket.peer ??= peer.address;
  if (peer && socket.transport === "unknown") socket.transport = peer.transport;
  model.tell(socket, call, { kind: "open", origin: "accept" }, fd);
  if (thread.table.hasPollingRing) model.tell(socket, call, { kind: "ring" }, fd);
};

function acceptsCloseOnExec(call: Syscall): boolean {
  const text = call.argumentsText;
  if (text.endsWith("SOCK_CLOEXEC") || text.endsWith("SOCK_CLOEXEC|SOCK_NONBLOCK")) return true;
  const isPlain = text.endsWith(", 0") || text.endsWith(", SOCK_NONBLOCK");
  return call.name === "accept4" && !isPlain && has(call.args?.[3], "SOCK_CLOEXEC");
}

/** `socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3`; datagram and netlink sockets carry no HTTP/1. */
const socket: Handler = (model, call, thread) => {
  const fd = call.result.value;
  if (fd === null || fd < 0) return;
  const [family, type] = call.args ?? [];
  const closeOnExec = has(type, "SOCK_CLOEXEC");
  if (!isStreamType(type) || is(family, "AF_NETLINK")) {
    model.install(null, call, thread, fd, closeOnExec, "reuse");
    return;
  }
  const created = model.open("socket", call, thread, fd, closeOnExec);
  created.transport = transportOf(family);
};

/** `connect(3, {...}, 16) = 0`, or `-1 EINPROGRESS` of a non-blocking one: this end is the client. */
const connect: Handler = (model, call, thread) => {
  const socket = model.socketOf(call, thread);
  const { value, error } = call.result;
  if (!socket || !(value === 0 || error === "EINPROGRESS" || error === "EINTR")) return;
  const peer = addressIn(call);
  if (peer) {
    socket.peer ??= peer.address;
    socket.transport = peer.transport;
  }
  model.tell(socket, call, { kind: "open", origin: "connect" });
};

const bind: Handler = (model, call, thread) => {
  const socket = call.result.value === 0 ? model.socketOf(call, thread) : null;
  const address = addressIn(call);
  if (!socket || !address) return;
  socket.local ??= address.address;
  socket.transport = address.transport;
};

/** `socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4]) = 0`. */
const socketpair: Handler = (model, call, thread) => {
  const pair = call.args?.[3];
  if (call.result.value !== 0 || pair?.kind !== "array") return;
  const [, type] = call.args ?? [];
  for (const item of pair.items) {
    const fd = integerOf(item);
    if (fd === null) continue;
    const closeOnExec = has(type, "SOCK_CLOEXEC");
    if (isStreamType(type)) model.open("socketpair", call, thread, fd, closeOnExec).transport = "unix";
    else model.install(null, call, thread, fd, closeOnExec, "reuse");
  }
};

/** Calls whose result is an fd that is no socket: the number stands for something else from now on. */
const opensOther: Handler = (model, call, thread) => {
  const fd = call.result.value;
  if (fd === null || fd < 0) return;
  model.install(null, call, thread, fd, marksCloseOnExec(call), "reuse");
};

/** `O_CLOEXEC`, `EPOLL_CLOEXEC`, `EFD_CLOEXEC`, ...: one bit, which `-X raw` prints within the last argument. */
function marksCloseOnExec(call: Syscall): boolean {
  const text = call.argumentsText;
  return text.includes("CLOEXEC") || (/0x[0-9a-f]{5,}[^"]*$/.test(text) && has(call.args?.at(-1), "O_CLOEXEC"));
}

const pipe: Handler = (model, call, thread) => {
  const ends = call.args?.[0];
  if (call.result.value !== 0 || ends?.kind !== "array") return;
  for (const end of ends.items) {
    const fd = integerOf(end);
    if (fd !== null) model.install(null, call, thread, fd, marksCloseOnExec(call), "reuse");
  }
};

function transportOf(family: Value | undefined): "tcp" | "unix" | "unknown" {
  if (is(family, "AF_UNIX") || is(family, "AF_LOCAL")) return "unix";
  return is(family, "AF_INET") || is(family, "AF_INET6") ? "tcp" : "unknown";
}

export const openers = {
  accept,
  socket,
  connect,
  bind,
  socketpair,
  pipe,
  open: opensOther,
  "make-fd": opensOther,
} satisfies Handlers;
