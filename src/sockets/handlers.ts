import type { Scope } from "../strace/names.js";
import { closers } from "./handlers/close.js";
import { epoll } from "./handlers/epoll.js";
import { openers } from "./handlers/open.js";
import { options } from "./handlers/options.js";
import { poll } from "./handlers/poll.js";
import { lifecycle } from "./handlers/process.js";
import { readers } from "./handlers/read.js";
import { rings } from "./handlers/ring.js";
import { writers } from "./handlers/write.js";
import type { Handler } from "./model.js";

/** From the name of a call to what it does; every call that is not here costs one look-up. */
export const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...Object.entries(openers),
  ...Object.entries(writers),
  ...Object.entries(readers),
  ...Object.entries(epoll),
  ...Object.entries(poll),
  ...Object.entries(options),
  ...Object.entries(closers),
  ...Object.entries(lifecycle),
  ...Object.entries(rings),
]);

/** The socket of splice may come third; messages bring fds, also over what is no stream. */
const ELSEWHERE: ReadonlySet<string> = new Set(["splice", "sendmsg", "recvmsg"]);

/**
 * What is left out before it is looked at: reads and writes of files, and the opening and closing of files where their
 * decorations tell. What such a number stands for is told again by the next decoration.
 */
export const scopes: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ...[...Object.keys(readers), ...Object.keys(writers)]
    .filter((name) => !ELSEWHERE.has(name))
    .map((name) => [name, "fd"] as const),
  ["close", "decorated-fd"],
  ["open", "decorated-result"],
  ["openat", "decorated-result"],
]);
