import { callsWhere } from "../syscalls/rows.js";

/** The calls that have a handler (handlers.ts). Those who ask for the names alone need not load the handlers. */
export const effectiveCalls: ReadonlySet<string> = callsWhere(({ effect }) => effect !== undefined);

/**
 * The calls that move bytes through their first fd and do nothing else. `splice` is not among them, because its socket
 * may be the third argument. `sendmsg` and the like are not, because a message can pass fds, even over a datagram
 * socket.
 */
export const transfers: ReadonlySet<string> = callsWhere(
  ({ effect, buffers }) =>
    effect === "sendfile" || ((effect === "read" || effect === "write") && buffers !== "message"),
);
