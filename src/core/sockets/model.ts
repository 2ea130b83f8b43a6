import { fdAt, Syscall } from "../strace/call/syscall.js";
import type { StraceEvent } from "../strace/event.js";
import type { LineRef } from "../strace/line/line-ref.js";
import { NO_RESULT } from "../strace/line/result/result.js";
import type { Effect } from "../syscalls/row.js";
import { callRow } from "../syscalls/rows.js";
import type { TracedCalls } from "../syscalls/traced-calls.js";
import { decorationAfter, type Endpoints, readDecoration } from "./decoration.js";
import { SocketEmitter } from "./emitter.js";
import type { EndedBy, SocketEvent } from "./event.js";
import { FdTable } from "./fd-table.js";
import { Filter } from "./filter.js";
import type { EventContext, EventFields } from "./make-event.js";
import { ScmRights } from "./scm-rights.js";
import { isInDoubt } from "./short-write.js";
import { Socket, type SocketOrigin } from "./socket.js";
import { type Entered, type Thread, Threads } from "./threads.js";

/** What one kind of call does to the model. */
export type Handler = (model: SocketModel, call: Syscall, thread: Thread) => void;

/** The handlers of some effects. Those of reads and writes are made for each call. */
export type Handlers = Readonly<Partial<Record<Exclude<Effect, "read" | "write">, Handler>>>;

/** Follows what each call does to processes, fds and sockets, and tells `emit` what happened to which socket. */
export class SocketModel {
  readonly threads = new Threads();
  readonly passing = new ScmRights();
  /** The processes that submitted work to an io_uring. */
  readonly ringUsers = new Set<number | null>();
  readonly #filter: Filter;
  readonly #handlers: ReadonlyMap<string, Handler>;
  readonly #teller: SocketEmitter;
  readonly #live = new Set<Socket>();
  readonly #byIdentity = new Map<string, Socket>();
  #entered: Entered | null = null;
  #nextId = 1;

  /**
   * @param handlers what each call does, by name; every call that is not in it costs one look-up
   * @param traced which calls were traced; where that is not known, those that the capture was seen to contain
   */
  constructor(handlers: ReadonlyMap<string, Handler>, traced: TracedCalls, emit: (event: SocketEvent) => void) {
    this.#handlers = handlers;
    this.#filter = new Filter(traced);
    this.#teller = new SocketEmitter(this.threads, this.#filter, emit);
  }

  apply(event: StraceEvent): void {
    if (event.kind === "call") this.#call(event.call);
    else if (event.kind === "notice" && event.attached !== null) this.threads.attached(event.attached);
    else if (event.kind === "unfinished") this.#begin(event.name, event.argumentsText, event.at);
    else if (event.kind === "exit" || event.kind === "killed") this.#exit(event.at, event.isAfterResumed);
  }

  /** True where the call being applied began, on an earlier line, on this very socket. */
  hasEntered(socket: Socket): boolean {
    return this.#entered !== null && (this.#entered.socket === socket || this.#entered.target === socket);
  }

  /** The socket that the call being applied gives bytes to, if it began on an earlier line. */
  get enteredTarget(): Socket | null {
    return this.#entered?.target ?? null;
  }

  /** Whether an fd of a thread is a socket's; null where it was not seen to be opened. */
  isSocket(pid: number | null, fd: number): boolean | null {
    const entry = this.threads.find(pid)?.table.get(fd);
    return entry ? entry.socket !== null : null;
  }

  /** The sockets that a line of this thread may have been about; all where the thread is not known. */
  reachable(pid: number | null): Iterable<Socket> {
    const table = pid === null ? null : this.threads.find(pid)?.table;
    return table ? table.sockets() : this.#live;
  }

  /** End of capture: what is still open is told so, in the order in which it was opened. */
  finish(line: number, time: number | null): void {
    const at: LineRef = { pid: null, line, time };
    for (const socket of this.#live) {
      this.#teller.tell(socket, { kind: "end", by: "capture-end" }, { at, fd: null, call: null });
    }
    this.#live.clear();
  }

  #call(call: Syscall): void {
    const handler = this.#handlers.get(call.name);
    if (!handler) return;
    const thread = this.threads.get(call.pid);
    const entered = thread.entered?.name === call.name ? thread.entered : null;
    if (entered) thread.entered = null;
    thread.shortWrite = null;
    if (entered?.isApplied) return;
    this.#entered = entered;
    handler(this, call, thread);
    this.#entered = null;
    if (entered?.socket && callRow(call.name)?.effect === "shutdown") entered.socket.isShuttingDown = false;
    if (entered?.target) this.#teller.writeReturns(entered.target);
  }

  /**
   * A call begins, and lines of other threads follow before it ends. What its fd stands for is what it stood
   * for now; a close frees the number now.
   */
  #begin(name: string, argumentsText: string, at: LineRef): void {
    const thread = this.threads.get(at.pid);
    const handler = this.#handlers.get(name);
    const row = handler && callRow(name);
    if (!row) return;
    const { effect, to } = row;
    if (effect === "clone") this.threads.cloneBegins(thread, argumentsText.includes("CLONE_FILES"));
    const isClose = effect === "close";
    const begun = (): Syscall => new Syscall(name, at.pid, argumentsText, NO_RESULT, at, at, "unfinished");
    const socket = this.#settled(argumentsText, thread);
    const target = to === undefined ? null : to === 0 ? socket : this.#settled(begun().fdText(to), thread);
    thread.entered = { name, socket, target, isApplied: isClose };
    if (isClose) handler(this, begun(), thread);
    if (socket && effect === "shutdown") socket.isShuttingDown = !/SHUT_RD(?!WR)/.test(argumentsText);
    if (target) this.#teller.writeBegins(target);
  }

  /** What an fd of a call that begins surely stands for; null if its end will tell more. The text begins with the fd. */
  #settled(argumentsText: string, thread: Thread): Socket | null {
    const fd = fdAt(argumentsText);
    const known = fd === null ? null : thread.table.get(fd)?.socket;
    if (!known || known.writeShut) return null; // behind a shutdown the number may have been used again
    if (known.isDecoratedAs(argumentsText)) return known;
    const endpoints = readDecoration(decorationAfter(argumentsText));
    if (endpoints === "other") return null;
    return endpoints && known.isOtherThan(endpoints) ? null : known;
  }

  #exit(at: LineRef, isAfterResumed: boolean): void {
    this.threads.forget(at.pid);
    const thread = this.threads.find(at.pid);
    if (!thread) return;
    thread.entered = null;
    const { shortWrite } = thread;
    if (isAfterResumed && shortWrite && isInDoubt(shortWrite, at)) {
      const { socket, fd, missing } = shortWrite;
      this.#teller.tell(socket, { kind: "unconfirmed", missing }, { at, fd, call: null });
    }
    const table = this.threads.gone(thread);
    if (table) this.closeAll(table, "exit", { at, pid: at.pid ?? thread.pid });
  }

  /** Closes every fd of a table that nobody uses any more. */
  closeAll(table: FdTable, by: EndedBy, where: { at: LineRef; pid: number | null }): void {
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
    if (this.#entered?.socket && fd === call.fd) return this.#entered.socket;
    const entry = thread.table.get(fd);
    if (entry && !entry.socket && decorationAfter(text) === null) return null;
    if (entry?.socket?.isDecoratedAs(text)) return entry.socket; // as before: nothing new to learn from it
    const endpoints = readDecoration(decorationAfter(text));
    if (endpoints === "other") {
      if (!entry) thread.table.set(fd, null);
      // a socket of another process, which was taken for this one
      if (entry?.socket && thread.table.assumed && this.#filter.showsClose) this.#contradicted(call, thread);
      return null;
    }
    const known = entry?.socket;
    if (known && !(endpoints && known.isOtherThan(endpoints))) {
      if (endpoints) this.describe(known, endpoints);
      if (endpoints?.identity) known.decoration = decorationAfter(text);
      return known;
    }
    return this.openedBefore(call, thread, fd, endpoints);
  }

  /** A socket that was open before: the one that its decoration names, where that is known, otherwise a new one. */
  openedBefore(call: Syscall, thread: Thread, fd: number, endpoints: Endpoints | null, closeOnExec = false): Socket {
    const shared = endpoints?.identity ? this.#byIdentity.get(endpoints.identity) : undefined;
    if (shared) {
      const { home, transport } = shared;
      // processes inherit pairs of Unix sockets from each other, under the same number: those prove nothing
      const isShared = transport === "tcp" && home instanceof FdTable && home.get(fd)?.socket === shared;
      if (isShared && this.threads.join(thread, home)) return shared;
      this.install(shared, call, thread, fd, closeOnExec, "reuse");
      return shared;
    }
    const socket = this.open("seen", call, thread, fd, closeOnExec);
    if (endpoints) this.describe(socket, endpoints);
    return socket;
  }

  /** The fd that a call returned was made elsewhere: by another process, or before the capture. */
  adopt(call: Syscall, thread: Thread, fd: number, closeOnExec: boolean, decoration = call.result.decoration): void {
    const endpoints = readDecoration(decoration);
    if (endpoints === "other") this.install(null, call, thread, fd, closeOnExec, "reuse");
    else if (endpoints) this.openedBefore(call, thread, fd, endpoints, closeOnExec);
    else if (thread.table.get(fd)) this.close(call, thread, fd, "reuse"); // who knows what it is now
  }

  /** Takes over what a decoration says; the same description on another fd is the same socket. */
  describe(socket: Socket, endpoints: Endpoints): void {
    socket.describe(endpoints);
    if (socket.identity) this.#byIdentity.set(socket.identity, socket);
  }

  /** A new socket on `fd`; what the number stood for before was closed where the capture did not show it. */
  open(origin: SocketOrigin, call: Syscall, thread: Thread, fd: number, closeOnExec = false): Socket {
    const socket = new Socket(this.#nextId++, origin, thread.pid, fd);
    this.install(socket, call, thread, fd, closeOnExec, "reuse");
    this.#live.add(socket);
    return socket;
  }

  /** Makes `fd` refer to a socket (or, with null, to something else), ending what it referred to before. */
  install(socket: Socket | null, call: Syscall, thread: Thread, fd: number, closeOnExec: boolean, by: EndedBy): void {
    if (socket && thread.table.get(fd)?.socket === socket) return;
    const before = thread.table.get(fd);
    if (by === "reuse" && before?.socket && thread.table.assumed && this.#filter.showsClose) {
      // the kernel hands out no number that is in use: these threads never shared their fds
      this.#contradicted(call, thread);
    }
    if (thread.table.get(fd)) this.close(call, thread, fd, by);
    thread.table.set(fd, socket, closeOnExec);
  }

  /** A thread is of another process than it was taken for. What nobody holds any more ended unseen. */
  #contradicted(call: Syscall, thread: Thread): void {
    const left = this.threads.contradicted(thread);
    if (left) this.closeAll(left, "unseen", { at: call.begin, pid: null });
  }

  close(call: Syscall, thread: Thread, fd: number, by: EndedBy): void {
    const socket = thread.table.get(fd)?.socket;
    const last = thread.table.delete(fd);
    const where = { at: call.begin, fd, call };
    if (last) this.#end(last, by, where);
    else if (socket) this.#teller.tell(socket, { kind: "release" }, where);
  }

  /** Tells what a call did to a socket. */
  tell(socket: Socket, call: Syscall, shape: EventFields, fd: number | null = call.fd): void {
    this.#teller.tell(socket, shape, { at: call.begin, fd, call });
  }

  #end(socket: Socket, by: EndedBy, where: EventContext): void {
    this.#live.delete(socket);
    if (socket.identity && this.#byIdentity.get(socket.identity) === socket) this.#byIdentity.delete(socket.identity);
    this.#teller.tell(socket, { kind: "end", by }, where);
  }
}
