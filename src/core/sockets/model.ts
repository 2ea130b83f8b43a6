import type { Syscall } from "../strace/call/syscall.js";
import { isInClass } from "../syscalls/classes.js";
import type { TracedCalls } from "../syscalls/traced-calls.js";
import { decorationAfter, isBrokenName, isDamaged, readDecoration } from "./decoration.js";
import { Descriptors } from "./descriptors.js";
import { SocketEmitter } from "./emitter.js";
import type { SocketEvent } from "./event.js";
import { Filter } from "./filter.js";
import { MarkCounter } from "./later/marks.js";
import { LiveSockets } from "./live-sockets.js";
import type { EventFields } from "./make-event.js";
import { NumberOwners } from "./owners/number-owners.js";
import { ScmRights } from "./scm-rights.js";
import type { Socket } from "./socket.js";
import type { EnteredCall, Thread } from "./thread.js";
import { Threads } from "./threads.js";

/** The processes, their fds and their sockets, as the handlers of the calls see and change them. */
export class SocketModel {
  readonly #counter = new MarkCounter();
  readonly threads = new Threads(this.#counter);
  readonly live = new LiveSockets(this.#counter);
  /** Sockets on their way from one process to another. */
  readonly scmRights = new ScmRights();
  /** The pids that submitted work to an io_uring. */
  readonly ringUsers = new Set<number | null>();
  readonly emitter: SocketEmitter;
  readonly fds: Descriptors;
  readonly #filter: Filter;
  /** The beginning of the call that a handler is applying; null if the call is on one line. */
  entered: EnteredCall | null = null;

  constructor(
    traced: TracedCalls,
    listener: (event: SocketEvent) => void,
    onMark: (socket: Socket, kind: string) => void = () => {},
  ) {
    this.#filter = new Filter(traced);
    const owners = new NumberOwners(this.#filter);
    this.emitter = new SocketEmitter(this.#counter, this.threads, this.#filter, owners, listener, onMark);
    this.fds = new Descriptors(this.threads, this.#filter, owners, this.live, this.emitter);
  }

  /** True if the call that a handler is applying began, on an earlier line, with this socket. */
  hasEntered(socket: Socket): boolean {
    return this.entered !== null && (this.entered.socket === socket || this.entered.target === socket);
  }

  /**
   * The stream socket of an fd of the call, by default the first; null if the fd is not a stream socket. An fd that was
   * open before the capture is added here. If the decoration contradicts what is known, the fd is a new socket.
   *
   * @param text the arguments from that fd on
   */
  socketOf(call: Syscall, thread: Thread, fd = call.fd, text = call.argumentsText): Socket | null {
    if (fd === null || fd < 0) return null;
    if (this.entered?.socket && fd === call.fd) {
      this.#doubtName(this.entered.socket, text, thread);
      return this.entered.socket;
    }
    const entry = thread.table.get(fd);
    if (entry && !entry.socket && decorationAfter(text) === null) {
      if (!this.fds.haveSplit) return null;
      const isNoFile = isInClass(call.name, "network") || thread.lastRead === null; // of a thread that has just begun, likely
      return isNoFile ? this.fds.acceptedElsewhere(thread, fd) : null;
    }
    if (entry?.socket?.isDecoratedAs(text)) return entry.socket; // the usual case: the decoration says nothing new
    const endpoints = readDecoration(decorationAfter(text));
    if (entry?.socket && isBrokenName(decorationAfter(text))) {
      this.emit(entry.socket, call, { kind: "damaged" }, fd);
      return null;
    }
    if (endpoints === "other") {
      if (!entry) thread.table.set(fd, null, false, thread.pid);
      // the socket of this number belongs to another process
      if (entry?.socket && thread.table.assumed && this.#filter.showsClose) this.fds.split(call, thread);
      return null;
    }
    const known = entry?.socket;
    if (known && endpoints && known.isOtherThan(endpoints) && isDamaged(endpoints)) {
      this.emit(known, call, { kind: "damaged" }, fd);
      return null;
    }
    if (known && !(endpoints && known.isOtherThan(endpoints))) {
      if (endpoints) this.live.describe(known, endpoints);
      this.#doubtName(known, text, thread);
      if (endpoints?.identity) known.decoration = decorationAfter(text);
      return known;
    }
    return this.fds.openedBefore(call, thread, fd, endpoints);
  }

  /**
   * strace prints `TCP:[305721]`, an inode, for a connection that the peer has reset. The number may have come back unseen, or be
   * that of another process: then another connection was reset.
   */
  #doubtName(known: Socket, text: string, { table, pid }: Thread): void {
    if (known.identity === null || known.mayBeTwo || known.isDecoratedAs(text) || this.#filter.showsAccept) return;
    const endpoints = readDecoration(decorationAfter(text));
    if (endpoints === null || endpoints === "other" || endpoints.transport !== "tcp" || endpoints.local !== null)
      return;
    known.mayBeTwo = !this.#filter.showsClose || (table.assumed && !known.isUsedOnlyBy(pid));
  }

  /** Emits what a call did to a socket. */
  emit(socket: Socket, call: Syscall, fields: EventFields, fd: number | null = call.fd): void {
    this.emitter.emit(socket, fields, { at: call.begin, fd, call });
  }
}
