/**
 * What a connection's events say about its peer: whether it has ended its side, hung up, or reset the
 * connection.
 */

import { moved } from "../buffers/pieces";
import { endsWith, isLiteral } from "../bytes";
import { event } from "../events/event-record";
import { create, destroy } from "../heap/allocate";
import { replace } from "../heap/counted";
import { isPeerGone, isReset } from "../model/errors";
import { filter } from "../model/filter";
import { LastRead } from "../sockets/orders";
import { KeptEvent, keptEvent } from "./kept-event";
import { PeerEnd } from "./peer-end";

@unmanaged
export class Peer {
  /** The read that met the end of the peer's stream: the peer may still read. */
  end: KeptEvent | null;
  /** What the last read brought that brought bytes; null if the capture does not show where they stand. */
  lastRead: LastRead | null;
  /** The same end, also if only epoll or poll reported it, and whether the peer read on after it. */
  plainEnd: PeerEnd;
  /** True if a read brought bytes. */
  private hasReadBytes: bool;
  /** The kernel reported that the peer is gone. */
  isGone: bool;
  /** The line on which it was reported that the peer sends nothing more; 0 if it was not. */
  private noMoreSince: u32;
  /** A read or epoll reported that the connection was reset. */
  wasReset: bool;
  /** A write reported it. */
  wasResetByWrite: bool;
  /** Both directions are closed, and the capture may hide that the program itself closed one of them. */
  hasHungUp: bool;

  /** The event at hand is a read. */
  read(): void {
    if (event.errorEnd !== 0) this.hangup();
    else if (event.moved === 0) {
      if (!this.end) this.end = replace<KeptEvent>(null, keptEvent());
      this.plainEnd.end();
    } else if (moved.count > 0) {
      this.hasReadBytes = true;
      this.lastRead = replace<LastRead>(this.lastRead, event.lastRead);
    }
  }

  /** The peer is known to send nothing more. */
  get sendsNoMore(): bool {
    return this.noMoreSince !== 0;
  }

  /**
   * True if the read at hand began when the peer was known to send nothing more: if it does not fill its buffer, it has met the end. One that
   * had begun before took what was there by then.
   */
  get readsTheRest(): bool {
    return this.sendsNoMore && event.line > this.noMoreSince;
  }

  /** epoll or poll reported that the peer ended its side. */
  readHangup(): void {
    if (this.noMoreSince === 0) this.noMoreSince = event.endLine;
    this.plainEnd.end();
  }

  /**
   * A shutdown of an established connection failed. ENOTCONN says that it is closed already. Only a reset by the peer does
   * that, unless the program has shut down its sending side before.
   */
  shutdownFailed(): void {
    const socket = event.socket;
    if (!isLiteral(event.errorStart, event.errorEnd, "ENOTCONN") || socket.writeShut || !socket.isConnection) return;
    this.isGone = true;
    this.wasReset = true;
  }

  /** True if the capture shows a read that met bytes, or the peer's end. */
  get hasRead(): bool {
    return this.hasReadBytes || this.end !== null;
  }

  /** True if the peer ended its side before this line, did not read on, and reset the connection. */
  hadLeftBefore(line: u32): bool {
    return this.isGone && this.plainEnd.mayHaveLeft && line > this.plainEnd.endLine;
  }

  /** The event at hand is a write that failed. */
  writeFailed(): void {
    if (isPeerGone(event.errorStart, event.errorEnd)) this.isGone = true;
    if (isReset(event.errorStart, event.errorEnd)) this.wasResetByWrite = true;
  }

  /** A read failed, or epoll or poll reported an error (EPOLLHUP, POLLHUP, or SO_ERROR's errno). */
  hangup(): void {
    const start = event.errorStart;
    const end = event.errorEnd;
    // EPOLLHUP means that both directions are closed: after the program's own shutdown it says nothing about the peer
    const isHangUp = endsWith(start, end, "HUP");
    if (isHangUp && !filter.showsShutdown) this.hasHungUp = true;
    else if (isPeerGone(start, end)) this.isGone = true;
    // libuv takes it for the end of the stream, and reads no further than what is there
    if (isHangUp && this.noMoreSince === 0 && !event.socket.writeShut) this.noMoreSince = event.endLine;
    if (isReset(start, end)) this.wasReset = true;
  }
}

export function createPeer(): Peer {
  const peer = create<Peer>();
  peer.plainEnd = create<PeerEnd>();
  return peer;
}

export function destroyPeer(peer: Peer): void {
  peer.end = replace<KeptEvent>(peer.end, null);
  peer.lastRead = replace<LastRead>(peer.lastRead, null);
  destroy<PeerEnd>(peer.plainEnd);
  destroy<Peer>(peer);
}
