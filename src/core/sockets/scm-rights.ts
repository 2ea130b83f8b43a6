import type { Socket } from "./socket.js";

/**
 * Sockets that were sent over a Unix socket (SCM_RIGHTS) and not received yet. The kernel keeps them open
 * meanwhile, and for good where the receiver is not traced: the sender's close is then not their end.
 */
export class ScmRights {
  #inFlight: Socket[] = [];

  send(socket: Socket): void {
    socket.references++;
    this.#inFlight.push(socket);
  }

  /** The socket that arrives: the one with this identity, or without decorations the oldest on the way. */
  receive(identity: string | null): Socket | null {
    const index = identity === null ? 0 : this.#inFlight.findIndex((socket) => socket.identity === identity);
    const [socket] = index < 0 ? [] : this.#inFlight.splice(index, 1);
    return socket ?? null;
  }
}
