import { integerOf, member } from "../../strace/arguments/value.js";
import { hasFlag } from "../constants.js";
import type { Handler, Handlers } from "../handler.js";

/** `io_uring_setup(256, {flags=IORING_SETUP_SQPOLL, ...}) = 5`: with SQPOLL the kernel takes work without a call. */
const setup: Handler = (model, call, thread) => {
  const fd = call.result.value;
  if (fd === null || fd < 0) return;
  model.fds.install(null, call, thread, fd, true, "reuse");
  if (hasFlag(member(call.args?.[1], "flags"), "IORING_SETUP_SQPOLL")) thread.table.hasPollingRing = true;
};

/** The pids that are named at most. */
const MOST_USERS = 1024;

/** `io_uring_enter(5, 1, ...) = 1`: strace shows how many operations were submitted, and not which. */
const enter: Handler = (model, call, thread) => {
  const submitted = integerOf(call.args?.[1]);
  if (submitted === 0 && !thread.table.hasPollingRing) return;
  if (model.ringUsers.size < MOST_USERS) model.ringUsers.add(thread.pid);
  model.emitter.emitRing(thread.table, call, thread.pid);
};

export const ioUring = { "ring-setup": setup, "ring-enter": enter } satisfies Handlers;
