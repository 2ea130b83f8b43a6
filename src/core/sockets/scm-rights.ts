import type { Socket } from "./socket.js";

/**
 * Sockets that were sent over a Unix socket (SCM_RIGHTS, unix(7)) and not received yet. The kernel keeps such a socket
 * open, so the sender's close does not end it. If strace does not follow the receiver, the socket never arrives here.
 */
export class ScmRights {
  #inFlight: Socket[] = [];

  send(socket: Socket): void {
    socket.references++;
    this.#inFlight.push(socket);
  }

  /** The socket that arrives: the one with this identity; without an identity (no `-yy`), the one sent first. */
  receive(identity: string | null): Socket | null {
    const index = identity === null ? 0 : this.#inFlight.findIndex((socket) => socket.identity === identity);
    const [socket] = index < 0 ? [] : this.#inFlight.splice(index, 1);
    return socket ?? null;
  }
}
