import type { SocketEvent } from "./event.js";
import type { Filter } from "./filter.js";
import { HeldEvents } from "./held-events.js";
import { type EventContext, type EventFields, makeEvent } from "./make-event.js";
import type { Socket } from "./socket.js";
import type { Threads } from "./threads.js";

/** Makes events of what happened to sockets, and tells them in an order that holds: an end behind the writes under way. */
export class SocketEmitter {
  readonly #overlap = new HeldEvents();

  constructor(
    private readonly threads: Threads,
    private readonly filter: Filter,
    private readonly emit: (event: SocketEvent) => void,
  ) {}

  tell(socket: Socket, shape: EventFields, where: EventContext): void {
    const { at, call } = where;
    const pid = at.pid ?? (call ? this.threads.get(call.pid).pid : null);
    const event = makeEvent(socket, shape, where, pid);
    socket.hasCarried ||= shape.kind === "read" || shape.kind === "write";
    socket.touch(pid, this.threads.haveAssumed && this.threads.find(pid)?.table.assumed === true);
    socket.mayBeTwo ||= this.#maySplit(socket);
    if (!this.#overlap.holdsBack(event)) this.emit(event);
  }

  writeBegins(socket: Socket): void {
    this.#overlap.writeBegins(socket);
  }

  writeReturns(socket: Socket): void {
    for (const event of this.#overlap.writeReturns(socket)) this.emit(event);
  }

  /** True where the calls on a socket may be those of several processes, on an fd of the same number each. */
  #maySplit(socket: Socket): boolean {
    if (socket.identity !== null || !socket.wasAssumed) return false; // -yy tells them apart
    if (this.threads.wereSeveral) return socket.usedBySeveralThreads || socket.origin !== "accept";
    // with close, but without accept, a number that stands for two sockets goes unnoticed
    return socket.usedBySeveralThreads && this.filter.showsClose && !this.filter.showsAccept;
  }
}
