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

/** Of these only what is done to a socket matters; on a file they change nothing, not even what its number stands for. */
export const onSockets: ReadonlySet<string> = new Set(
  [...Object.keys(readers), ...Object.keys(writers)].filter((name) => name !== "splice"), // its socket may come third
);
