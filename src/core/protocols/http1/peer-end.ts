import type { ReadEvent, ReadHangupEvent, WritableEvent, WriteEvent } from "../../sockets/event.js";
import type { Filter } from "../../sockets/filter.js";
import type { SocketFacts } from "../../sockets/socket-facts.js";
import { isBufferFull } from "../../sockets/write-errors.js";
import { isRefused } from "./response/note-write.js";

/**
 * One segment of the loopback interface, in bytes (its MTU, unless somebody changed it). Fewer may wait in the kernel for
 * more (TCP_CORK, MSG_MORE, Nagle); a whole one is sent at once, and a peer that has closed answers with a reset.
 */
const SEGMENT = 65_536;
/** Seconds after which the kernel sends what it has held back: a bit more than the 0.2 s of TCP_CORK (tcp(7)). A judgement. */
const CORKED = 0.3;
/** Seconds after which a reset has come back over a network. A judgement: no protocol bounds that time. */
const ROUND_TRIP = 5;

/**
 * The plain end of the peer's stream: a read of 0, or EPOLLRDHUP. The peer may have closed the connection, or it may have
 * shut down its sending side alone and still read (RFC 9112, section 9.6). What happens before and after it shows which.
 */
export class PeerEnd {
  /** What showed the end first. */
  first: ReadEvent | ReadHangupEvent | null = null;
  /** The last write was short or refused, and the socket has not taken bytes since. */
  #isBlocked = false;
  /** Bytes that the kernel took after the end, and when it took the first of them. */
  #accepted = 0;
  #since: number | null = null;
  #reads = false;

  constructor(private readonly filter: Filter) {}

  /** True if the peer ended its side, and nothing proves that it still read. */
  get mayHaveLeft(): boolean {
    return this.first !== null && !this.#reads;
  }

  end(event: ReadEvent | ReadHangupEvent): void {
    const { socket } = event;
    // after the program's own shutdown, the peer's end is the answer to it
    if (this.first || socket.writeShut || socket.isShuttingDown) return;
    this.first = event;
    // bytes were waiting: a close with unread bytes is a reset at once there, and no plain end
    if ((this.#isBlocked || socket.hasNoRoom) && isNear(socket)) this.#reads = true;
  }

  /** The socket takes bytes again: after its end the peer has read some of those that were waiting. */
  writable(event: WritableEvent): void {
    if (this.first && this.#isBlocked && event.line > this.first.endLine) this.#reads = true;
    this.#isBlocked = false;
  }

  write(event: WriteEvent): void {
    if (this.first && this.#provesReader(event)) this.#reads = true;
    if (event.accepted > 0) {
      this.#accepted += this.first ? event.accepted : 0;
      this.#since ??= this.first ? event.endTime : null;
    }
    if (!event.returned || !(event.accepted > 0 || isRefused(event))) return;
    // where polls are hidden, nothing shows that the peer has read what waited before it ended its side
    this.#isBlocked = isRefused(event) && this.filter.showsPolls;
  }

  /** A write that never returned had waited until now: the buffer was full, and no reset had come. */
  waited(socket: SocketFacts): void {
    if (this.first && isNear(socket)) this.#reads = true;
  }

  /** True if the peer had already left, the kernel would not have answered this write so. */
  #provesReader({ socket, accepted, error, time }: WriteEvent): boolean {
    if (accepted === 0 && !isBufferFull(error)) return false;
    if (accepted > 0 && this.#isBlocked) return true;
    if (socket.transport === "unix") return true; // EPIPE as soon as the peer has closed (unix(7))
    const waited = this.#since === null || time === null ? 0 : time - this.#since;
    if (this.#accepted > 0 && waited >= ROUND_TRIP) return true;
    return isNear(socket) && (this.#accepted >= SEGMENT || (this.#accepted > 0 && waited >= CORKED));
  }
}

/** True if both ends are on one host: a reset arrives before the call that caused it returns. */
function isNear({ transport, local, peer }: SocketFacts): boolean {
  if (transport === "unix" || isLoopback(local) || isLoopback(peer)) return true;
  const host = hostOf(local);
  return host !== null && host === hostOf(peer); // what a host sends to its own address goes through the loopback interface
}

/** An address without its port. */
function hostOf(address: string | null): string | null {
  return address === null ? null : address.slice(0, address.lastIndexOf(":"));
}

function isLoopback(address: string | null): boolean {
  return address !== null && /^(?:127\.|\[::1\]|\[::ffff:127\.)/.test(address);
}
