import type { ReadEvent, ReadHangupEvent, ShutdownEvent, SocketEvent } from "../../sockets/event.js";
import type { Filter } from "../../sockets/filter.js";
import { isPeerGone, isReset } from "../../sockets/write-errors.js";
import { PeerEnd } from "./peer-end.js";

/** What a connection's events say about its peer: whether it has ended its side, hung up, or reset the connection. */
export class Peer {
  /** The read that met the end of the peer's stream: the peer may still read. */
  end: ReadEvent | null = null;
  /** The last read that brought bytes. */
  lastRead: ReadEvent | null = null;
  /** The same end, also if only epoll or poll reported it, and whether the peer read on after it. */
  readonly plainEnd: PeerEnd;
  /** The kernel reported that the peer is gone. */
  isGone = false;
  /** The peer is known to send nothing more: a read that does not fill its buffer has met the end. */
  sendsNoMore = false;
  /** A read or epoll reported that the connection was reset. */
  wasReset = false;
  /** Both directions are closed, and the capture may hide that the program itself closed one of them. */
  hasHungUp = false;

  constructor(private readonly filter: Filter) {
    this.plainEnd = new PeerEnd(filter);
  }

  read(event: ReadEvent): void {
    if (event.error !== null) this.hangup(event.error);
    else if (event.received === 0) {
      this.end ??= event;
      this.plainEnd.end(event);
    } else if (event.pieces.length > 0) this.lastRead = event;
  }

  /** epoll or poll reported that the peer ended its side. */
  readHangup(event: ReadHangupEvent): void {
    this.sendsNoMore = true;
    this.plainEnd.end(event);
  }

  /**
   * A shutdown of an established connection failed. ENOTCONN says that it is closed already. Only a reset by the peer does
   * that, unless the program has shut down its sending side before.
   */
  shutdownFailed({ error, socket }: ShutdownEvent): void {
    if (error !== "ENOTCONN" || socket.writeShut || !socket.isConnection) return;
    this.isGone = true;
    this.wasReset = true;
  }

  /** True if the capture shows a read that met bytes, or the peer's end. */
  get hasRead(): boolean {
    return this.lastRead !== null || this.end !== null;
  }

  /** True if the peer ended its side before this call, did not read on, and reset the connection. */
  hadLeftBefore({ line }: SocketEvent): boolean {
    const { first, mayHaveLeft } = this.plainEnd;
    return this.isGone && mayHaveLeft && first !== null && line > first.endLine;
  }

  /** A write failed with `error`. */
  writeFailed(error: string): void {
    if (isPeerGone(error)) this.isGone = true;
  }

  /** A read failed with `error`, or epoll or poll reported it (EPOLLHUP, POLLHUP, or SO_ERROR's errno). */
  hangup(error: string): void {
    // EPOLLHUP means that both directions are closed: after the program's own shutdown it says nothing about the peer
    if (error.endsWith("HUP") && !this.filter.showsShutdown) this.hasHungUp = true;
    else if (isPeerGone(error)) this.isGone = true;
    this.wasReset ||= isReset(error);
  }
}
