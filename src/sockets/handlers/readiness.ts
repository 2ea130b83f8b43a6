import { parseArguments } from "../../strace/grammar.js";
import type { Syscall } from "../../strace/syscall.js";
import { integerOf, member, type Value } from "../../strace/value.js";
import { has, is } from "../constants.js";
import type { Handler, SocketModel } from "../model.js";
import type { Socket } from "../socket.js";

/** Which data an epoll set gives back for which fd: `epoll_ctl(3, EPOLL_CTL_ADD, 7, {events=..., data={u64=1}})`. */
const epollCtl: Handler = (_model, call, thread) => {
  const [set, operation, target, event] = call.args ?? [];
  const [setFd, fd, key] = [integerOf(set), integerOf(target), keyOf(event)];
  if (call.result.value !== 0 || setFd === null || fd === null) return;
  const watched = thread.table.epollSet(setFd);
  if (is(operation, "EPOLL_CTL_DEL")) watched.remove(fd);
  else if (key !== null) watched.add(fd, key);
};

/** `epoll_wait(3, [{events=EPOLLOUT|EPOLLHUP, data={u64=1}}], 64, -1) = 1`. */
const epollWait: Handler = (model, call, thread) => {
  if (!/EPOLL(?:ERR|HUP|RDHUP|OUT)|events=0x/.test(call.argumentsText)) return;
  const [set, events] = call.args ?? [];
  const setFd = integerOf(set);
  if (setFd === null || events?.kind !== "array") return;
  for (const event of events.items) {
    const flags = member(event, "events");
    const fd = thread.table.epollSet(setFd).fdOf(keyOf(event) ?? "");
    const socket = fd === undefined ? undefined : thread.table.get(fd)?.socket;
    if (!socket || fd === undefined) continue;
    if (has(flags, "EPOLLERR") || has(flags, "EPOLLHUP")) tellHangup(model, call, socket, fd, "EPOLLHUP");
    else if (has(flags, "EPOLLOUT")) tellWritable(model, call, socket, fd);
    if (has(flags, "EPOLLRDHUP")) tellReadHangup(model, call, socket, fd);
  }
};

/** `poll([{fd=5, events=POLLIN}], 1, 1000) = 1 ([{fd=5, revents=POLLHUP}])`: the answer is a remark of the result. */
const poll: Handler = (model, call, thread) => {
  const answer = call.result.remarks.find((remark) => /revents=.*(?:POLL(?:ERR|HUP|RDHUP|OUT)|0x)/.test(remark));
  const [ready] = answer === undefined ? [] : (parseArguments(answer) ?? []);
  if (ready?.kind !== "array") return;
  for (const item of ready.items) {
    const fd = integerOf(member(item, "fd"));
    const socket = fd === null ? undefined : thread.table.get(fd)?.socket;
    if (!socket || fd === null) continue;
    const flags = member(item, "revents");
    if (has(flags, "POLLERR") || has(flags, "POLLHUP")) tellHangup(model, call, socket, fd, "POLLHUP");
    else if (has(flags, "POLLOUT")) tellWritable(model, call, socket, fd);
    if (has(flags, "POLLRDHUP")) tellReadHangup(model, call, socket, fd);
  }
};

/** An error, or a hang-up of both directions. */
function tellHangup(model: SocketModel, call: Syscall, socket: Socket, fd: number, error: string): void {
  model.tell(socket, call, { kind: "hangup", error }, fd);
}

/** Only a half-close: the peer sends nothing more, and may go on reading. */
function tellReadHangup(model: SocketModel, call: Syscall, socket: Socket, fd: number): void {
  model.tell(socket, call, { kind: "read-hangup" }, fd);
}

function tellWritable(model: SocketModel, call: Syscall, socket: Socket, fd: number): void {
  if (socket.blocked) model.tell(socket, call, { kind: "writable" }, fd);
}

/** The u64 of an epoll event, as strace prints it: addresses do not fit into a number. */
function keyOf(event: Value | undefined): string | null {
  const data = member(event, "data");
  const wide = member(data ?? undefined, "u64");
  return wide?.kind === "integer" ? wide.text : null;
}

export const readiness: Readonly<Record<string, Handler>> = {
  epoll_ctl: epollCtl,
  epoll_wait: epollWait,
  epoll_pwait: epollWait,
  epoll_pwait2: epollWait,
  poll,
  ppoll: poll,
};
