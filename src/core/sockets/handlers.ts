import type { CallRow } from "../syscalls/row.js";
import { callsWhere, listedCalls } from "../syscalls/rows.js";
import { closers } from "./handlers/close.js";
import { epoll } from "./handlers/epoll.js";
import { ioUring } from "./handlers/io-uring.js";
import { openers } from "./handlers/open.js";
import { options } from "./handlers/options.js";
import { poll } from "./handlers/poll.js";
import { lifecycle } from "./handlers/process.js";
import { reader } from "./handlers/read.js";
import { copiers, writer } from "./handlers/write.js";
import type { Handler, Handlers } from "./model.js";

/** What each effect does. Reads and writes differ in how their arguments hold the bytes: their handlers are made of rows. */
const byEffect: Required<Handlers> = {
  ...openers,
  ...copiers,
  ...epoll,
  ...poll,
  ...options,
  ...closers,
  ...lifecycle,
  ...ioUring,
};

/** From the name of a call to what it does; every call that is not here costs one look-up. */
export const handlers: ReadonlyMap<string, Handler> = handlersOf(listedCalls());

/**
 * The calls that move bytes through their first fd and do nothing else: the socket of splice may come third, and messages
 * bring fds, also over what is no stream.
 */
export const transfers = callsWhere(
  ({ effect, buffers }) =>
    effect === "sendfile" || ((effect === "read" || effect === "write") && buffers !== "message"),
);

function handlersOf(rows: Iterable<readonly [string, CallRow]>): Map<string, Handler> {
  const found = new Map<string, Handler>();
  for (const [name, row] of rows) {
    const handler = handlerOf(row);
    if (handler) found.set(name, handler);
  }
  return found;
}

function handlerOf(row: CallRow): Handler | null {
  if (row.effect === undefined) return null;
  if (row.effect === "read") return reader(row);
  return row.effect === "write" ? writer(row) : byEffect[row.effect];
}
