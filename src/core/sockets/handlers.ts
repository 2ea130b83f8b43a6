import type { CallRow } from "../syscalls/row.js";
import { listedCalls } from "../syscalls/rows.js";
import type { Handler, Handlers } from "./handler.js";
import { closers } from "./handlers/close.js";
import { connectors } from "./handlers/connect.js";
import { copiers } from "./handlers/copy.js";
import { duplicators } from "./handlers/dup.js";
import { epoll } from "./handlers/epoll.js";
import { ioUring } from "./handlers/io-uring.js";
import { ioctls } from "./handlers/ioctl.js";
import { openers } from "./handlers/open.js";
import { options } from "./handlers/options.js";
import { poll } from "./handlers/poll.js";
import { lifecycle } from "./handlers/process.js";
import { reader } from "./handlers/read.js";
import { writer } from "./handlers/write.js";

/** The handler of each effect, except reads and writes: their handlers depend on how the arguments hold the bytes. */
const byEffect: Required<Handlers> = {
  ...openers,
  ...connectors,
  ...copiers,
  ...epoll,
  ...poll,
  ...options,
  ...closers,
  ...duplicators,
  ...ioctls,
  ...lifecycle,
  ...ioUring,
};

/** The handlers, by the name of the call. A call without a handler does not change the model. */
export const handlers: ReadonlyMap<string, Handler> = handlersOf(listedCalls());

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
