import { integerOf, member } from "../../strace/arguments/value.js";
import { has } from "../constants.js";
import type { Handler, Handlers } from "../model.js";

/** `io_uring_setup(256, {flags=IORING_SETUP_SQPOLL, ...}) = 5`: with SQPOLL the kernel takes work without any call. */
const setup: Handler = (model, call, thread) => {
  const fd = call.result.value;
  if (fd === null || fd < 0) return;
  model.install(null, call, thread, fd, true, "reuse");
  if (has(member(call.args?.[1], "flags"), "IORING_SETUP_SQPOLL")) thread.table.hasPollingRing = true;
};

/** `io_uring_enter(5, 1, ...) = 1`: what was submitted stands in shared memory; only its count is a syscall's business. */
const enter: Handler = (model, call, thread) => {
  const submitted = integerOf(call.args?.[1]);
  if (submitted === 0 && !thread.table.hasPollingRing) return;
  model.ringUsers.add(thread.pid);
  for (const socket of thread.table.sockets()) model.tell(socket, call, { kind: "ring" }, socket.fd);
};

export const ioUring = { "ring-setup": setup, "ring-enter": enter } satisfies Handlers;
