import type { SocketEvent } from "./event.js";
import type { Filter } from "./filter.js";
import { HeldEvents } from "./held-events.js";
import { type EventContext, type EventFields, makeEvent } from "./make-event.js";
import type { Socket } from "./socket.js";
import type { Threads } from "./threads.js";

/** Makes the events, and emits the end of a socket after the writes that are under way on it. */
export class SocketEmitter {
  readonly #held = new HeldEvents();

  constructor(
    private readonly threads: Threads,
    private readonly filter: Filter,
    private readonly listener: (event: SocketEvent) => void,
  ) {}

  emit(socket: Socket, fields: EventFields, context: EventContext): void {
    const { at, call } = context;
    const pid = at.pid ?? (call ? this.threads.resolve(call.pid).pid : null);
    const event = makeEvent(socket, fields, context, pid);
    socket.hasCarried ||= fields.kind === "read" || fields.kind === "write";
    socket.touch(pid, this.threads.hasAssumed && this.threads.find(pid)?.table.assumed === true);
    socket.mayBeTwo ||= this.#mayBeTwo(socket);
    if (!this.#held.hold(event)) this.listener(event);
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
