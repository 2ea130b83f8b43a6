import type { Syscall } from "../../strace/call/syscall.js";
import { addressIn } from "../address.js";
import { hasFlag } from "../constants.js";
import { readDecoration } from "../decoration.js";
import type { Handler, Handlers } from "../handler.js";

/** `accept4(6, {...}, [16], SOCK_CLOEXEC) = 7`: fd 7 is a new connection, and this end is the server. */
const accept: Handler = (model, call, thread) => {
  const fd = call.result.value;
  if (fd === null || fd < 0) return;
  const listener = model.socketOf(call, thread);
  const endpoints = readDecoration(call.result.decoration);
  const socket = model.fds.open("accept", call, thread, fd, acceptsCloseOnExec(call));
  socket.local = listener?.local ?? null;
  if (listener) socket.transport = listener.transport;
  if (endpoints && endpoints !== "other") model.live.describe(socket, endpoints);
  const isKnown = socket.peer !== null && socket.transport !== "unknown";
  const peer = isKnown ? null : addressIn(call);
  if (peer) socket.peer ??= peer.address;
  if (peer && socket.transport === "unknown") socket.transport = peer.transport;
  model.emit(socket, call, { kind: "open", origin: "accept" }, fd);
  if (thread.table.hasPollingRing) model.emit(socket, call, { kind: "ring" }, fd);
};

/** True if accept4 got SOCK_CLOEXEC. The usual texts are recognized without the grammar. */
function acceptsCloseOnExec(call: Syscall): boolean {
  const text = call.argumentsText;
  if (text.endsWith("SOCK_CLOEXEC") || text.endsWith("SOCK_CLOEXEC|SOCK_NONBLOCK")) return true;
  const isPlain = text.endsWith(", 0") || text.endsWith(", SOCK_NONBLOCK");
  return call.name === "accept4" && !isPlain && hasFlag(call.args?.[3], "SOCK_CLOEXEC");
}

/** `connect(3, {...}, 16) = 0`, or `-1 EINPROGRESS` on a non-blocking socket: this end is the client. */
const connect: Handler = (model, call, thread) => {
  const socket = model.socketOf(call, thread);
  const { value, error } = call.result;
  if (!socket || !(value === 0 || error === "EINPROGRESS" || error === "EINTR")) return;
  const peer = addressIn(call);
  if (peer) {
    socket.peer ??= peer.address;
    socket.transport = peer.transport;
  }
  model.emit(socket, call, { kind: "open", origin: "connect" });
};

/** `bind(3, {...}, 16) = 0`: accepted connections get the address of their listener. */
const bind: Handler = (model, call, thread) => {
  const socket = call.result.value === 0 ? model.socketOf(call, thread) : null;
  const address = addressIn(call);
  if (!socket || !address) return;
  socket.local ??= address.address;
  socket.transport = address.transport;
};

export const connectors = { accept, connect, bind } satisfies Handlers;
