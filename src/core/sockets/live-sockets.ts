import type { Endpoints } from "./decoration.js";
import type { MarkCounter } from "./later/marks.js";
import { Socket } from "./socket.js";
import type { SocketOrigin } from "./socket-facts.js";

/** Each takes a few kilobytes, with the heads of its messages. */
const MOST_SOCKETS = 16_384;
const NONE: readonly Socket[] = [];

/** The sockets that are open, in the order in which they were opened. */
export class LiveSockets implements Iterable<Socket> {
  readonly #sockets = new Set<Socket>();
  readonly #byIdentity = new Map<string, Socket>();
  #nextId = 1;

  constructor(private readonly counter: MarkCounter) {}

  /** A new socket that is not among the live ones yet. */
  make(origin: SocketOrigin, pid: number | null, fd: number): Socket {
    return new Socket(this.#nextId++, origin, pid, fd, this.counter);
  }

  add(socket: Socket): void {
    this.#sockets.add(socket);
  }

  remove(socket: Socket): void {
    this.#sockets.delete(socket);
    for (const name of [socket.identity, ...socket.formerIdentities]) {
      if (name !== null && this.#byIdentity.get(name) === socket) this.#byIdentity.delete(name);
    }
  }

  /** Copies a decoration's addresses to a socket. Another fd with the same decoration is then the same socket. */
  describe(socket: Socket, endpoints: Endpoints): void {
    const { identity: before } = socket;
    socket.describe(endpoints);
    const { identity } = socket;
    if (identity === null || !(this.#sockets.has(socket) || socket.references > 0)) return; // an ended socket has no name
    if (before !== null && before !== identity) socket.formerIdentities.push(before);
    this.#byIdentity.set(identity, socket);
  }

  /** The socket that a decoration names, if it is known. */
  named({ identity }: Endpoints): Socket | undefined {
    return identity ? this.#byIdentity.get(identity) : undefined;
  }

  /** The sockets that have been idle for the longest time, if there are too many to remember them all. */
  idle(): readonly Socket[] {
    if (this.#sockets.size <= MOST_SOCKETS) return NONE;
    const all = [...this.#sockets].sort((one, other) => one.lastUse - other.lastUse);
    return all.slice(0, MOST_SOCKETS / 2);
  }

  clear(): void {
    this.#sockets.clear();
  }

  [Symbol.iterator](): Iterator<Socket> {
    return this.#sockets.values();
  }
}
