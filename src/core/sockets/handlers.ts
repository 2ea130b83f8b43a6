import { closers } from "./handlers/close.js";
import { epoll } from "./handlers/epoll.js";
import { ioUring } from "./handlers/io-uring.js";
import { openers } from "./handlers/open.js";
import { options } from "./handlers/options.js";
import { poll } from "./handlers/poll.js";
import { lifecycle } from "./handlers/process.js";
import { readers } from "./handlers/read.js";
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
  ...Object.entries(ioUring),
]);

/** The socket of splice may come third; messages bring fds, also over what is no stream. */
const ELSEWHERE: ReadonlySet<string> = new Set(["splice", "sendmsg", "recvmsg"]);

/** The calls that move bytes through their first fd and do nothing else. */
export const transfers: readonly string[] = [...Object.keys(readers), ...Object.keys(writers)].filter(
  (name) => !ELSEWHERE.has(name),
);
