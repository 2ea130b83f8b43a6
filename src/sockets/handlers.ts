import type { Syscall } from "../strace/syscall.js";
import { closers } from "./handlers/close.js";
import { openers } from "./handlers/open.js";
import { lifecycle } from "./handlers/process.js";
import { readers } from "./handlers/read.js";
import { writers } from "./handlers/write.js";
import type { SocketModel } from "./model.js";
import type { Thread } from "./threads.js";

/** What one kind of call does to the model. */
export type Handler = (model: SocketModel, call: Syscall, thread: Thread) => void;

/** From the name of a call to what it does; every call that is not here costs one look-up. */
export const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...Object.entries(openers),
  ...Object.entries(writers),
  ...Object.entries(readers),
  ...Object.entries(closers),
  ...Object.entries(lifecycle),
]);
