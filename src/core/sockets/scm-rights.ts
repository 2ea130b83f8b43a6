import type { Socket } from "./socket.js";

/** Sockets under way at most. If more are, their receivers are not traced: those that were sent first are forgotten. */
const MOST = 1024;

/** A socket under way, and its identity when it was sent. */
interface Sent {
  readonly socket: Socket;
  readonly identity: string | null;
}

/**
 * Sockets that were sent over a Unix socket (SCM_RIGHTS, unix(7)) and not received yet. The kernel keeps such a socket
 * open, so the sender's close does not end it. If strace does not follow the receiver, the socket never arrives here.
 */
export class ScmRights {
  /** In the order in which they were sent; one that was sent twice is under way twice. */
  readonly #sent = new Set<Sent>();
  readonly #byIdentity = new Map<string, Set<Sent>>();
  /** Those whose identity was not known when they were sent. */
  readonly #unnamed = new Set<Sent>();

  /** @returns the socket that is forgotten, if there are too many; null otherwise */
  send(socket: Socket): Socket | null {
    socket.references++;
    const { identity } = socket;
    const sent = { socket, identity };
    this.#sent.add(sent);
    if (identity === null) this.#unnamed.add(sent);
    else this.#byIdentity.set(identity, (this.#byIdentity.get(identity) ?? new Set()).add(sent));
    return this.#sent.size > MOST ? this.receive(null) : null;
  }

  /** The socket that arrives: the one with this identity; without an identity (no `-yy`), the one sent first. */
  receive(identity: string | null): Socket | null {
    const [first] = identity === null ? this.#sent : (this.#byIdentity.get(identity) ?? []);
    const sent = first ?? [...this.#unnamed].find(({ socket }) => socket.identity === identity);
    if (!sent) return null;
    this.#sent.delete(sent);
    this.#unnamed.delete(sent);
    const same = sent.identity === null ? undefined : this.#byIdentity.get(sent.identity);
    same?.delete(sent);
    if (sent.identity !== null && same?.size === 0) this.#byIdentity.delete(sent.identity);
    return sent.socket;
  }
}
