import type { Syscall } from "../strace/call/syscall.js";
import type { LineRef } from "../strace/line/line-ref.js";
import { type Endpoints, readDecoration } from "./decoration.js";
import type { SocketEmitter } from "./emitter.js";
import type { EndedBy } from "./event.js";
import { type ClosedFds, FdTable } from "./fds/fd-table.js";
import type { Filter } from "./filter.js";
import type { LiveSockets } from "./live-sockets.js";
import type { EventContext } from "./make-event.js";
import type { NumberOwners } from "./owners/number-owners.js";
import { SocketsAside } from "./owners/set-aside.js";
import type { Socket } from "./socket.js";
import type { Orders, SocketOrigin } from "./socket-facts.js";
import type { Thread } from "./thread.js";
import type { Threads } from "./threads.js";

const NO_ORDERS: Orders = { signal: null, read: null, hasFailed: false };

/** So many numbers that accept returned are remembered; with more, the half of them that came first is forgotten. */
const MOST_ACCEPTED = 16_384;

/** Opens and closes fds in the tables of the threads, and emits the end of each socket that loses its last fd. */
export class Descriptors {
  readonly #aside = new SocketsAside();
  /** The table in which accept returned each number last. */
  readonly #accepted = new Map<number, FdTable>();

  constructor(
    private readonly threads: Threads,
    private readonly filter: Filter,
    private readonly owners: NumberOwners,
    private readonly live: LiveSockets,
    private readonly emitter: SocketEmitter,
  ) {}

  /** True once threads that were assumed to share a process turned out to belong to several. */
  get haveSplit(): boolean {
    return this.threads.hasSplit;
  }

  /** Makes a new socket on `fd`. If the number was in use, the capture does not show its close. */
  open(origin: SocketOrigin, call: Syscall, thread: Thread, fd: number, closeOnExec = false): Socket {
    const socket = this.live.make(origin, thread.pid, fd);
    this.install(socket, call, thread, fd, closeOnExec, "reuse");
    socket.lastUse = call.begin.line;
    this.live.add(socket);
    for (const idle of this.live.idle()) this.#forgetIdle(idle, call);
    if (origin === "accept") this.#rememberAccepted(thread.table, fd);
    return socket;
  }

  /**
   * Finds or makes the socket of an fd that was open before its first call. If the decoration names a known socket, the
   * fd is one more fd of that socket.
   */
  openedBefore(call: Syscall, thread: Thread, fd: number, endpoints: Endpoints | null, closeOnExec = false): Socket {
    const shared = endpoints && this.live.named(endpoints);
    if (shared && this.#aside.take(shared)) {
      // the number stands for another socket in the table that the thread was assumed to use
      shared.mayLiveOn = false;
      if (thread.table.get(fd)?.socket) this.split(call, thread);
      this.install(shared, call, thread, fd, closeOnExec, "reuse");
      return shared;
    }
    if (shared) {
      const { home, transport } = shared;
      // a child inherits Unix socket pairs under the same numbers, so a shared pair does not prove one process
      const isShared = transport === "tcp" && home instanceof FdTable && home.get(fd)?.socket === shared;
      if (isShared && this.threads.join(thread, home)) return shared;
      this.install(shared, call, thread, fd, closeOnExec, "reuse");
      return shared;
    }
    const accepted = endpoints ? null : this.acceptedElsewhere(thread, fd);
    if (accepted) return accepted;
    const socket = this.open("seen", call, thread, fd, closeOnExec);
    if (endpoints) this.live.describe(socket, endpoints);
    return socket;
  }

  /**
   * The threads of the capture turned out to be of several processes, and the process of this one is not known. If it uses
   * a number that its table does not have, and accept has just returned that number in a process in which nobody has used it
   * yet, it is a thread of that process.
   */
  acceptedElsewhere(thread: Thread, fd: number): Socket | null {
    const home = this.haveSplit && thread.table.assumed ? this.#accepted.get(fd) : undefined;
    const socket = home?.get(fd)?.socket;
    if (!home?.assumed || home.threads === 0 || !socket || socket.hasCarried) return null;
    this.threads.move(thread, home);
    return socket;
  }

  /** A call returned an fd that another process made, or that was made before the capture. */
  adopt(call: Syscall, thread: Thread, fd: number, closeOnExec: boolean, decoration = call.result.decoration): void {
    const endpoints = readDecoration(decoration);
    if (endpoints === "other") this.install(null, call, thread, fd, closeOnExec, "reuse");
    else if (endpoints) this.openedBefore(call, thread, fd, endpoints, closeOnExec);
    else {
      if (this.#isOfAnother(thread, fd)) this.split(call, thread);
      if (thread.table.get(fd)) this.close(call, thread, fd, "reuse"); // without -yy the new meaning is unknown
    }
  }

  /**
   * Makes `fd` refer to a socket, and ends what it referred to before.
   *
   * @param socket null for a file, a pipe, an epoll set and so on
   */
  install(socket: Socket | null, call: Syscall, thread: Thread, fd: number, closeOnExec: boolean, by: EndedBy): void {
    if (socket && thread.table.get(fd)?.socket === socket) return;
    if (by === "reuse" && this.#isOfAnother(thread, fd)) this.split(call, thread);
    const before = by === "reuse" ? thread.table.get(fd)?.socket : null;
    if (before && this.emitter.hasReleased) this.emitter.reportReleases([before]);
    if (before && this.owners.reuse(before, thread) && before.identity !== null) this.#setAside(call, thread, fd);
    else if (thread.table.get(fd)) this.close(call, thread, fd, by);
    thread.table.set(fd, socket, closeOnExec, thread.pid);
  }

  /**
   * True if a number that the kernel has just returned to this thread is in use in its table. The kernel never returns
   * such a number, so the thread does not share the table.
   */
  #isOfAnother({ table, pid }: Thread, fd: number): boolean {
    const before = table.get(fd);
    if (!before || !table.assumed || !this.filter.showsClose) return false;
    return before.socket !== null || (table.threads > 1 && before.opener !== pid);
  }

  /**
   * The socket that took bytes from this thread. After a write that said that the peer is gone, or a shutdown, none can take
   * any. If another thread saw that, the two have tables of their own, and an fd of this number each. If neither `accept` nor
   * `close` shows, the number may as well have come back in the same table.
   */
  ownOf(socket: Socket, call: Syscall, thread: Thread): Socket {
    const { lostBy, identity } = socket;
    if (lostBy === null || identity !== null || call.fd === null) return socket;
    if (!this.filter.showsAccept && !this.filter.showsClose) return this.open("seen", call, thread, call.fd);
    if (lostBy === thread.pid || !thread.table.assumed || !this.filter.showsAccept) return socket;
    this.split(call, thread);
    return thread.table.get(call.fd)?.socket ?? this.open("seen", call, thread, call.fd);
  }

  /** Gives the thread a table of its own, because it belongs to another process than assumed. */
  split(call: Syscall, thread: Thread): void {
    if (this.emitter.hasReleased) this.emitter.reportReleases(thread.table.sockets());
    const abandoned = this.threads.split(thread);
    if (abandoned) this.closeAll(abandoned, "unseen", { ...call.begin, pid: null });
  }

  close(call: Syscall, thread: Thread, fd: number, by: EndedBy): void {
    const socket = thread.table.get(fd)?.socket;
    thread.table.delete(fd);
    const { endSignal: signal } = thread.table;
    const orders = { signal, read: thread.lastRead, hasFailed: false };
    if (socket) this.#closed(socket, by, { at: call.begin, fd, call }, orders);
  }

  /** An fd of the socket is gone: the last one, or one of several. */
  #closed(socket: Socket, by: EndedBy, context: EventContext, orders: Orders): void {
    if (socket.references === 0) this.#end(socket, by, context, orders);
    else this.emitter.emit(socket, { kind: "release" }, context);
  }

  /** Keeps a socket whose number went to another thread until addresses show whether it lives on. */
  #setAside(call: Syscall, thread: Thread, fd: number): void {
    const { table, lastRead } = thread;
    const socket = table.delete(fd);
    if (!socket) return; // it has other fds
    const orders = { signal: table.endSignal, read: lastRead, hasFailed: false };
    const before = this.#aside.put(table, fd, { socket, context: { at: call.begin, fd, call }, orders });
    if (before) this.#end(before.socket, "reuse", before.context, before.orders);
  }

  /** No call showed that the sockets that were set aside lived on. */
  endAside(table?: FdTable): void {
    for (const { socket, context, orders } of this.#aside.drain(table)) this.#end(socket, "reuse", context, orders);
  }

  /**
   * Closes every fd of a table that no thread uses.
   *
   * @param hasFailed the process was killed by a signal, or exited with a status other than 0
   */
  closeAll(table: FdTable, by: EndedBy, at: LineRef, hasFailed = false): void {
    this.endAside(table);
    const orders = { signal: table.endSignal, read: null, hasFailed };
    for (const { entry, leaf } of table.take().fds) {
      const { fd, socket } = entry;
      leaf.left(entry);
      if (socket?.references === 0) this.#end(socket, by, { at, fd, call: null }, orders);
    }
  }

  /** One call closed many fds. Those that forked processes still share cost nothing before their sockets are used again. */
  closeTaken({ fds, shared }: ClosedFds, call: Syscall, thread: Thread, by: EndedBy): void {
    const orders = { signal: thread.table.endSignal, read: thread.lastRead, hasFailed: false };
    if (shared.length > 0) this.emitter.emitReleases(shared, call, thread);
    for (const { entry, leaf } of fds) {
      const { fd, socket } = entry;
      leaf.left(entry);
      if (socket) this.#closed(socket, by, { at: call.begin, fd, call }, orders);
    }
  }

  #rememberAccepted(table: FdTable, fd: number): void {
    const accepted = this.#accepted;
    accepted.set(fd, table);
    if (accepted.size <= MOST_ACCEPTED) return;
    for (const first of [...accepted.keys()].slice(0, MOST_ACCEPTED / 2)) accepted.delete(first);
  }

  /**
   * Too many sockets are open to remember them all. This one is taken for one that was open before the capture, if anything
   * happens to it again, and nothing is said of what was under way.
   */
  #forgetIdle(socket: Socket, call: Syscall): void {
    const { home, fd, origin } = socket;
    if (home instanceof FdTable && home.get(fd)?.socket === socket) home.delete(fd);
    if (origin === "accept" && this.#accepted.get(fd) === home) this.#accepted.delete(fd);
    this.#end(socket, "unseen", { at: call.begin, fd: null, call: null }, NO_ORDERS);
    socket.origin = "seen"; // it may have other fds
  }

  /** Threads that have been idle for long are taken for gone, if there are too many, and so are the calls that they were in. */
  forgetThreads(at: LineRef): void {
    for (const thread of this.threads.idle()) {
      const table = this.threads.remove(thread);
      if (table) this.closeAll(table, "unseen", at);
    }
    for (const { entered } of this.threads.takeEnding()) if (entered?.target) this.emitter.finishWrite(entered.target);
  }

  /** A socket that was passed is no longer waited for. When no other process has it, the capture does not show its end. */
  forget(socket: Socket, call: Syscall): void {
    if (--socket.references > 0) return;
    this.#end(socket, "unseen", { at: call.begin, fd: null, call: null }, NO_ORDERS);
  }

  #end(socket: Socket, by: EndedBy, context: EventContext, orders: Orders): void {
    socket.orders = orders;
    this.live.remove(socket);
    this.emitter.emit(socket, { kind: "end", by }, context);
  }
}
