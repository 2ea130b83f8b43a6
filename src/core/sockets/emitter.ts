import type { Syscall } from "../strace/call/syscall.js";
import type { SocketEvent } from "./event.js";
import type { FdNode } from "./fds/fd-node.js";
import type { FdTable } from "./fds/fd-table.js";
import type { Filter } from "./filter.js";
import { HeldEvents } from "./later/held-events.js";
import { type MarkCounter, type MarkingCall, Marks, RELEASED } from "./later/marks.js";
import { type EventContext, type EventFields, makeEvent } from "./make-event.js";
import type { NumberOwners } from "./owners/number-owners.js";
import type { Socket } from "./socket.js";
import type { Thread } from "./thread.js";
import type { Threads } from "./threads.js";
import { isPeerGone } from "./write-errors.js";

/** What only the process that has an fd of the socket can do to it. */
const CARRIES: ReadonlySet<string> = new Set(["read", "write", "shutdown"]);

const RING = "ring";

/** True if no write to the socket can succeed after this. */
function takesNoMore(fields: EventFields): boolean {
  if (fields.kind === "shutdown") return fields.error === null && fields.how !== "rd";
  return fields.kind === "write" && fields.error !== null && !fields.injected && isPeerGone(fields.error);
}

/** Makes the events, and emits the end of a socket after the writes that are under way on it. */
export class SocketEmitter {
  readonly #held = new HeldEvents();
  /** What lines said of all sockets, and of those of any table. */
  readonly #ofAll = new Marks();
  readonly #ofAny = new Marks();
  /** True once a call closed fds that other processes have as well. */
  hasReleased = false;

  constructor(
    private readonly counter: MarkCounter,
    private readonly threads: Threads,
    private readonly filter: Filter,
    private readonly owners: NumberOwners,
    private readonly listener: (event: SocketEvent) => void,
    private readonly onMark: (socket: Socket, kind: string) => void,
  ) {}

  /** Something was said of all sockets of a table; null for those of all tables. */
  mark(kind: string, table: FdTable | null): void {
    const mark = this.counter.mark(kind, null);
    if (!table) this.#ofAll.add(mark);
    else for (const marks of [table.marks, this.#ofAny]) marks.add(mark);
  }

  /** The process gave work to its io_uring. Each of its sockets hears of it before the next event of its own. */
  emitRing(table: FdTable, call: Syscall, pid: number | null): void {
    const mark = this.counter.mark(RING, { call, pid, assumed: table.assumed }, pid);
    for (const marks of [table.marks, this.#ofAny]) marks.add(mark);
  }

  /** A call closed all fds of these parts, which other processes have as well. Each socket hears of it before its next event. */
  emitReleases(parts: readonly FdNode[], call: Syscall, { pid, table }: Thread): void {
    const mark = this.counter.mark(RELEASED, { call, pid, assumed: table.assumed }, call);
    for (const part of parts) part.mark(mark);
    this.hasReleased = true;
  }

  /** Reports what lines said of many sockets, and so of this one. */
  #catchUp(socket: Socket): void {
    for (const { mark, fd } of socket.news.latest(this.#ofAll, this.#ofAny)) {
      const { kind, of } = mark;
      if (kind !== RING && kind !== RELEASED) this.onMark(socket, kind);
      else {
        const { call, pid, assumed } = of as MarkingCall;
        const context = { at: call.begin, fd: fd ?? socket.fd, call };
        if (kind === RING) this.#emit(socket, { kind: "ring" }, context, pid);
        else this.#emit(socket, { kind: "release" }, context, pid, assumed);
      }
    }
  }

  /** Reports the closed fds of these sockets now. The caller looks next at which threads have used each socket. */
  reportReleases(sockets: readonly Socket[]): void {
    for (const socket of sockets) if (socket.news.wasReleased) this.#catchUp(socket);
  }

  emit(socket: Socket, fields: EventFields, context: EventContext): void {
    const { at, call } = context;
    if (socket.news.isBehind) this.#catchUp(socket);
    this.#emit(socket, fields, context, at.pid ?? (call ? this.threads.resolve(call.pid).pid : null));
  }

  /** @param assumed the process of the thread was an assumption; if it is left out, that it is one now */
  #emit(socket: Socket, fields: EventFields, context: EventContext, pid: number | null, assumed?: boolean): void {
    const { at } = context;
    const event = makeEvent(socket, fields, context, pid);
    socket.lastUse = at.line;
    socket.hasCarried ||= fields.kind === "read" || fields.kind === "write";
    const { hasAssumed } = this.threads;
    const thread = hasAssumed ? this.threads.find(pid) : null;
    socket.touch(pid, assumed ?? thread?.table.assumed === true);
    if (CARRIES.has(fields.kind)) {
      if (takesNoMore(fields)) socket.lostBy ??= pid;
      socket.carry(pid, at.line);
      if (thread && context.fd !== null)
        socket.mayBeTwo = this.owners.use(socket, context.fd, thread) || socket.mayBeTwo;
    }
    socket.mayBeTwo ||= this.#mayBeTwo(socket);
    if (!this.#held.hold(event, socket)) this.listener(event);
  }

  beginWrite(socket: Socket): void {
    this.#held.beginWrite(socket);
  }

  finishWrite(socket: Socket): void {
    for (const event of this.#held.finishWrite(socket)) this.listener(event);
  }

  /** True if two processes may each have an fd of this number, so that the calls on it belong to two sockets. */
  #mayBeTwo(socket: Socket): boolean {
    if (socket.identity !== null || !socket.wasAssumed) return false; // -yy names the socket in every call
    if (this.threads.hasSplit) return socket.usedBySeveralThreads || socket.origin !== "accept";
    // a second socket under the same number shows only in its accept
    return socket.usedBySeveralThreads && this.filter.showsClose && !this.filter.showsAccept;
  }
}
