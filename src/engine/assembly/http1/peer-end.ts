/**
 * The plain end of the peer's stream: a read of 0, or EPOLLRDHUP. The peer may have closed the
 * connection, or it may have shut down its sending side alone and still read (RFC 9112, section 9.6). What happens before and after
 * it shows which.
 */
import { isTime } from "../call/current-call";
import { event } from "../events/event-record";
import { isBufferFull } from "../model/errors";
import { filter } from "../model/filter";
import { Transport } from "../sockets/kinds";
import { Socket } from "../sockets/socket";
import { isNear } from "./near";
import { isRefused } from "./response/note-write";

/**
 * One segment of the loopback interface, in bytes (its MTU, unless somebody changed it). Fewer may wait in the kernel for
 * more (TCP_CORK, MSG_MORE, Nagle); a whole one is sent at once, and a peer that has closed answers with a reset.
 */
const SEGMENT: f64 = 65_536;
/** Seconds after which the kernel sends what it has held back: a bit more than the 0.2 s of TCP_CORK (tcp(7)). A judgement. */
const CORKED: f64 = 0.3;
/** Seconds after which a reset has come back over a network. A judgement: no protocol bounds that time. */
const ROUND_TRIP: f64 = 5;

@unmanaged
export class PeerEnd {
  /** Bytes that the kernel took after the end, and when it took the first of them. */
  private accepted: f64;
  private since: f64;
  /** The line on which the call ends that showed the end first. */
  endLine: u32;
  /** True if the peer ended its side. */
  hasCome: bool;
  /** The last write was short or refused, and the socket has not taken bytes since. */
  private isBlocked: bool;
  private reads: bool;

  /** True if the peer ended its side, and nothing proves that it still read. */
  get mayHaveLeft(): bool {
    return this.hasCome && !this.reads;
  }

  /** The event at hand shows the end. */
  end(): void {
    const socket = event.socket;
    // after the program's own shutdown, the peer's end is the answer to it
    if (this.hasCome || socket.writeShut || socket.isShuttingDown) return;
    this.hasCome = true;
    this.endLine = event.endLine;
    this.since = NaN;
    // bytes were waiting: a close with unread bytes is a reset at once there, and no plain end
    if ((this.isBlocked || socket.hasNoRoom) && isNear(socket)) this.reads = true;
  }

  /** The socket takes bytes again: after its end the peer has read some of those that were waiting. */
  writable(): void {
    if (this.hasCome && this.isBlocked && event.line > this.endLine) this.reads = true;
    this.isBlocked = false;
  }

  /** The event at hand is a write. */
  write(): void {
    if (this.hasCome) this.writeAfter();
    const isShort = isRefused();
    if (event.returned === 0 || !(event.moved > 0 || isShort)) return;
    // if polls are hidden, nothing shows that the peer has read what waited before it ended its side
    this.isBlocked = isShort && filter.showsPolls;
  }

  private writeAfter(): void {
    if (this.provesReader()) this.reads = true;
    if (!(event.moved > 0)) return;
    this.accepted += event.moved;
    if (!isTime(this.since)) this.since = event.endTime;
  }

  /** A write that never returned had waited until now: the buffer was full, and no reset had come. */
  waited(socket: Socket): void {
    if (this.hasCome && isNear(socket)) this.reads = true;
  }

  /** True if the peer had already left, the kernel would not have answered this write so. */
  private provesReader(): bool {
    const moved = event.moved;
    if (moved === 0 && (event.errorEnd === 0 || !isBufferFull(event.errorStart, event.errorEnd))) return false;
    if (moved > 0 && this.isBlocked) return true;
    if (event.socket.transport === Transport.Unix) return true; // EPIPE as soon as the peer has closed (unix(7))
    const waited = !isTime(this.since) || !isTime(event.time) ? 0 : event.time - this.since;
    if (this.accepted > 0 && waited >= ROUND_TRIP) return true;
    return isNear(event.socket) && (this.accepted >= SEGMENT || (this.accepted > 0 && waited >= CORKED));
  }
}
