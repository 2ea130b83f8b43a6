import { endOfDecoration } from "../strace/decoration.js";
import type { StraceEvent } from "../strace/line.js";
import type { Place, Syscall } from "../strace/syscall.js";
import { readDecoration } from "./decoration.js";
import type { EndedBy, SocketEvent } from "./event.js";
import type { FdTable } from "./fd-table.js";
import { type Origin, Socket } from "./socket.js";
import { type Thread, Threads } from "./threads.js";

type Shape = SocketEvent extends infer E ? (E extends SocketEvent ? Omit<E, Envelope> : never) : never;
type Envelope = "socket" | "fd" | "pid" | "line" | "time" | "endLine" | "endTime" | "call";

/** What one kind of call does to the model. */
export type Handler = (model: SocketModel, call: Syscall, thread: Thread) => void;

/** Follows what each call does to processes, fds and sockets, and tells `emit` what happened to which socket. */
export class SocketModel {
  readonly threads = new Threads();
  /** Which calls the capture was seen to contain: what never appears was probably not traced. */
  readonly seen = new Set<string>();
  readonly #handlers: ReadonlyMap<string, Handler>;
  readonly #emit: (event: SocketEvent) => void;
  readonly #live = new Set<Socket>();
  #nextId = 1;

  /** `handlers` says what each call does, by name; every call that is not in it costs one look-up. */
  constructor(handlers: ReadonlyMap<string, Handler>, emit: (event: SocketEvent) => void) {
    this.#handlers = handlers;
    this.#emit = emit;
  }

  apply(event: StraceEvent): void {
    if (event.kind === "call") this.#call(event.call);
    else if (event.kind === "attached") this.threads.attached(event.pid);
    else if (event.kind === "unfinished") this.#begin(event.name, event.argumentsText, event.at);
    else if (event.kind === "exit") this.#exit(event.at);
  }

  /** End of capture: what is still open is told so, in the order in which it was opened. */
  finish(line: number): void {
    const at: Place = { pid: null, line, time: null };
    for (const socket of this.#live) {
      this.send(socket, { kind: "end", by: "capture-end" }, { at, fd: null, call: null });
    }
    this.#live.clear();
  }

  #call(call: Syscall): void {
    const handler = this.#handlers.get(call.name);
    if (!handler) return;
    this.seen.add(call.name);
    handler(this, call, this.threads.get(call.pid));
  }

  #begin(name: string, argumentsText: string, at: Place): void {
    const thread = this.threads.get(at.pid);
    if (!/^(?:clone3?|v?fork)$/.test(name)) return;
    this.threads.cloneBegins(thread, argumentsText.includes("CLONE_FILES"));
  }

  #exit(at: Place): void {
    const thread = this.threads.find(at.pid);
    if (!thread) return;
    const table = this.threads.gone(thread);
    if (table) this.closeAll(table, "exit", { at, pid: at.pid ?? thread.pid });
  }

  /** Closes every fd of a table that nobody uses any more. */
  closeAll(table: FdTable, by: EndedBy, where: { at: Place; pid: number | null }): void {
    for (const fd of table.fds()) {
      const socket = table.delete(fd);
      if (socket) this.#end(socket, by, { at: { ...where.at, pid: where.pid }, fd, call: null });
    }
  }

  /**
   * The stream socket behind the call's first fd, or null where it is none. An fd that was open before the
   * capture began is fitted in here; one whose decoration or history tells another story is a new socket.
   */
  socketOf(call: Syscall, thread: Thread, fd = call.fd, text = call.argumentsText): Socket | null {
    if (fd === null || fd < 0) return null;
    const entry = thread.table.get(fd);
    if (entry && !entry.socket) return null;
    const endpoints = readDecoration(decorationAfter(text, fd));
    if (endpoints === "other") {
      if (!entry) thread.table.set(fd, null);
      return null;
    }
    const known = entry?.socket;
    const isOther = known?.identity && endpoints?.identity && differ(known.identity, endpoints.identity);
    if (known && !isOther) {
      if (endpoints) known.describe(endpoints);
      return known;
    }
    const socket = this.open("seen", call, thread, fd);
    if (endpoints) socket.describe(endpoints);
    return socket;
  }

  /** A new socket on `fd`; what the number stood for before was closed where the capture did not show it. */
  open(origin: Origin, call: Syscall, thread: Thread, fd: number, closeOnExec = false): Socket {
    const socket = new Socket(this.#nextId++, origin, thread.pid, fd);
    this.install(socket, call, thread, fd, closeOnExec, "reuse");
    this.#live.add(socket);
    return socket;
  }

  /** Makes `fd` refer to a socket (or, with null, to something else), ending what it referred to before. */
  install(socket: Socket | null, call: Syscall, thread: Thread, fd: number, closeOnExec: boolean, by: EndedBy): void {
    if (thread.table.get(fd)) this.close(call, thread, fd, by);
    thread.table.set(fd, socket, closeOnExec);
  }

  close(call: Syscall, thread: Thread, fd: number, by: EndedBy): void {
    const socket = thread.table.get(fd)?.socket;
    const last = thread.table.delete(fd);
    const where = { at: call.begin, fd, call };
    if (last) this.#end(last, by, where);
    else if (socket) this.send(socket, { kind: "release" }, where);
  }

  send(socket: Socket, shape: Shape, where: { at: Place; fd: number | null; call: Syscall | null }): void {
    const { at, fd, call } = where;
    const pid = at.pid ?? (call ? this.threads.get(call.pid).pid : null);
    const end = call?.end ?? at;
    const envelope = { socket, fd, pid, line: at.line, time: at.time, endLine: end.line, endTime: end.time, call };
    this.#emit({ ...envelope, ...shape } as SocketEvent);
  }

  /** `send` for a call's own fd. */
  tell(socket: Socket, call: Syscall, shape: Shape, fd: number | null = call.fd): void {
    this.send(socket, shape, { at: call.begin, fd, call });
  }

  #end(socket: Socket, by: EndedBy, where: { at: Place; fd: number | null; call: Syscall | null }): void {
    this.#live.delete(socket);
    this.send(socket, { kind: "end", by }, where);
  }
}

/** Inodes compare with inodes and addresses with addresses; a socket may be shown by either in turn. */
function differ(one: string, other: string): boolean {
  return one.startsWith("inode") === other.startsWith("inode") && one !== other;
}

/** The text inside the `<...>` that directly follows the fd at the start of `text`, or null. */
export function decorationAfter(text: string, fd: number): string | null {
  const start = String(fd).length;
  if (text.charCodeAt(start) !== 0x3c) return null;
  const end = endOfDecoration((i) => text.charCodeAt(i), start, text.length);
  return end < 0 ? null : text.slice(start + 1, end - 1);
}
