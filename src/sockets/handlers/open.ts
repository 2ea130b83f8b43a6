import { flagNames, integerOf, type Value } from "../../strace/value.js";
import { readDecoration } from "../decoration.js";
import type { Handler } from "../model.js";

/** `accept4(6, {...}, [16], SOCK_CLOEXEC) = 7`: the returned fd is a new connection. */
const accept: Handler = (model, call, thread) => {
  const fd = call.result.value;
  if (fd === null || fd < 0) return;
  const listener = model.socketOf(call, thread);
  const flags = flagNames(call.args?.[3]);
  if (thread.table.assumed && thread.table.get(fd)?.socket && model.seen.has("close")) {
    // the kernel hands out no number that is in use: these threads never shared their fds
    model.threads.separate(
      thread,
      thread.table.copyWhere((socket) => socket?.origin !== "accept"),
    );
  }
  const socket = model.open("accept", call, thread, fd, flags.includes("SOCK_CLOEXEC"));
  const endpoints = readDecoration(call.result.decoration);
  socket.local = listener?.local ?? null;
  if (listener) socket.transport = listener.transport;
  if (endpoints && endpoints !== "other") socket.describe(endpoints);
  const peer = addressOf(call.args?.[1]);
  if (peer) socket.peer ??= peer.address;
  if (peer && socket.transport === "unknown") socket.transport = peer.transport;
  model.tell(socket, call, { kind: "open", origin: "accept" }, fd);
};

/** `socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3`; datagram and netlink sockets carry no HTTP/1. */
const socket: Handler = (model, call, thread) => {
  const fd = call.result.value;
  if (fd === null || fd < 0) return;
  const [family, type] = call.args ?? [];
  const flags = flagNames(type);
  const closeOnExec = flags.includes("SOCK_CLOEXEC");
  const isStream = flags.includes("SOCK_STREAM") || integerOf(type) !== null;
  if (!isStream || flagNames(family)[0] === "AF_NETLINK") {
    model.install(null, call, thread, fd, closeOnExec, "reuse");
    return;
  }
  const created = model.open("socket", call, thread, fd, closeOnExec);
  created.transport = transportOf(flagNames(family)[0]);
};

/** `connect(3, {...}, 16) = 0`, or `-1 EINPROGRESS` of a non-blocking one: this end is the client. */
const connect: Handler = (model, call, thread) => {
  const socket = model.socketOf(call, thread);
  const { value, error } = call.result;
  if (!socket || !(value === 0 || error === "EINPROGRESS" || error === "EINTR")) return;
  const peer = addressOf(call.args?.[1]);
  if (peer) {
    socket.peer ??= peer.address;
    socket.transport = peer.transport;
  }
  model.tell(socket, call, { kind: "open", origin: "connect" });
};

const bind: Handler = (model, call, thread) => {
  const socket = call.result.value === 0 ? model.socketOf(call, thread) : null;
  const address = addressOf(call.args?.[1]);
  if (!socket || !address) return;
  socket.local ??= address.address;
  socket.transport = address.transport;
};

/** `socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4]) = 0`. */
const socketpair: Handler = (model, call, thread) => {
  const pair = call.args?.[3];
  if (call.result.value !== 0 || pair?.kind !== "array") return;
  const flags = flagNames(call.args?.[1]);
  for (const item of pair.items) {
    const fd = integerOf(item);
    if (fd === null) continue;
    if (flags.includes("SOCK_STREAM"))
      model.open("socketpair", call, thread, fd, flags.includes("SOCK_CLOEXEC")).transport = "unix";
    else model.install(null, call, thread, fd, flags.includes("SOCK_CLOEXEC"), "reuse");
  }
};

/** Calls whose result is an fd that is no socket: the number stands for something else from now on. */
const opensOther: Handler = (model, call, thread) => {
  const fd = call.result.value;
  if (fd === null || fd < 0) return;
  model.install(null, call, thread, fd, /CLOEXEC/.test(call.argumentsText), "reuse");
};

const pipe: Handler = (model, call, thread) => {
  const ends = call.args?.[0];
  if (call.result.value !== 0 || ends?.kind !== "array") return;
  for (const end of ends.items) {
    const fd = integerOf(end);
    if (fd !== null) model.install(null, call, thread, fd, /CLOEXEC/.test(call.argumentsText), "reuse");
  }
};

function transportOf(family: string | undefined): "tcp" | "unix" | "unknown" {
  if (family === "AF_UNIX" || family === "AF_LOCAL") return "unix";
  return family === "AF_INET" || family === "AF_INET6" ? "tcp" : "unknown";
}

/** `{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}` as `127.0.0.1:80`. */
function addressOf(value: Value | undefined): { address: string | null; transport: "tcp" | "unix" } | null {
  const struct = value?.kind === "change" ? value.after : value;
  if (struct?.kind !== "struct") return null;
  let port: number | null = null;
  let host: string | null = null;
  for (const { name, value } of struct.members) {
    if (value.kind === "call" && value.name === "htons") port = integerOf(value.args[0]);
    if (value.kind === "call" && value.name === "inet_addr") host = textOf(value.args[0]);
    if (value.kind === "call" && value.name === "inet_pton") host = `[${textOf(value.args[1])}]`;
    if (name === "sun_path") return { address: `unix:${textOf(value)}`, transport: "unix" };
  }
  if (host !== null) return { address: `${host}:${port}`, transport: "tcp" };
  return struct.members.length === 1 ? { address: null, transport: "unix" } : null; // {sa_family=AF_UNIX}
}

function textOf(value: Value | undefined): string {
  return value?.kind === "string" ? value.bytes : "";
}

export const openers: Readonly<Record<string, Handler>> = {
  accept,
  accept4: accept,
  socket,
  connect,
  bind,
  socketpair,
  pipe,
  pipe2: pipe,
  open: opensOther,
  openat: opensOther,
  openat2: opensOther,
  creat: opensOther,
  epoll_create: opensOther,
  epoll_create1: opensOther,
  eventfd: opensOther,
  eventfd2: opensOther,
  timerfd_create: opensOther,
  signalfd: opensOther,
  signalfd4: opensOther,
  memfd_create: opensOther,
  inotify_init: opensOther,
  inotify_init1: opensOther,
  pidfd_open: opensOther,
};
