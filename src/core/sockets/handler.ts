import type { Syscall } from "../strace/call/syscall.js";
import type { Effect } from "../syscalls/row.js";
import type { SocketModel } from "./model.js";
import type { Thread } from "./thread.js";

/** Applies one call of a thread to the model, and emits what happened to which socket. */
export type Handler = (model: SocketModel, call: Syscall, thread: Thread) => void;

/** Handlers by effect. Reads and writes are missing: their handlers depend on the row of the call. */
export type Handlers = Readonly<Partial<Record<Exclude<Effect, "read" | "write">, Handler>>>;
