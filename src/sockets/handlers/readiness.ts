import { flagNames, integerOf, member, type Value } from "../../strace/value.js";
import { has, is } from "../constants.js";
import type { Handler } from "../model.js";

/** errno numbers that `-X raw` leaves as numbers in `[104]`. */
const ERRNO: Readonly<Record<number, string>> = { 32: "EPIPE", 104: "ECONNRESET", 110: "ETIMEDOUT" };

/** `getsockopt(5, SOL_SOCKET, SO_ERROR, [ECONNRESET], [4]) = 0`: how nginx and node learn that the peer is gone. */
const getsockopt: Handler = (model, call, thread) => {
  const [, level, option, answer] = call.args ?? [];
  if (!is(option, "SO_ERROR") || !is(level, "SOL_SOCKET")) return;
  const socket = model.socketOf(call, thread);
  const first = answer?.kind === "array" ? answer.items[0] : undefined;
  const error = flagNames(first)[0] ?? ERRNO[integerOf(first) ?? 0];
  if (socket && error !== undefined) model.tell(socket, call, { kind: "hangup", error });
};

/** Which data an epoll set gives back for which fd: `epoll_ctl(3, EPOLL_CTL_ADD, 7, {events=..., data={u64=1}})`. */
const epollCtl: Handler = (_model, call, thread) => {
  const [set, operation, target, event] = call.args ?? [];
  const [setFd, fd, key] = [integerOf(set), integerOf(target), keyOf(event)];
  if (call.result.value !== 0 || setFd === null || fd === null) return;
  const watched = thread.table.epollSet(setFd);
  if (is(operation, "EPOLL_CTL_DEL")) watched.remove(fd);
  else if (key !== null) watched.add(fd, key);
};

/** An error or a hang-up of both directions reported for a socket; EPOLLRDHUP alone is only a half-close. */
const epollWait: Handler = (model, call, thread) => {
  if (!/EPOLL(?:ERR|HUP)|events=0x/.test(call.argumentsText)) return;
  const [set, events] = call.args ?? [];
  const setFd = integerOf(set);
  if (setFd === null || events?.kind !== "array") return;
  for (const event of events.items) {
    const flags = member(event, "events");
    const fd = thread.table.epollSet(setFd).fdOf(keyOf(event) ?? "");
    const socket = fd === undefined ? undefined : thread.table.get(fd)?.socket;
    if (socket && (has(flags, "EPOLLERR") || has(flags, "EPOLLHUP"))) {
      model.tell(socket, call, { kind: "hangup", error: "EPOLLHUP" }, fd);
    }
  }
};

/** The u64 of an epoll event, as strace prints it: addresses do not fit into a number. */
function keyOf(event: Value | undefined): string | null {
  const data = member(event, "data");
  const wide = member(data ?? undefined, "u64");
  return wide?.kind === "integer" ? wide.text : null;
}

export const readiness: Readonly<Record<string, Handler>> = {
  getsockopt,
  epoll_ctl: epollCtl,
  epoll_wait: epollWait,
  epoll_pwait: epollWait,
  epoll_pwait2: epollWait,
};
