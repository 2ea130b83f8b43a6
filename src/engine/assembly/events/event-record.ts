/**
 * What happened to a socket, as it goes out to the host, which knows the same fields in the same order (host/event-fields.ts; the
 * words are those of core/sockets/event.ts). The bytes that moved, and those that were offered, stand in buffers/pieces.ts.
 */
import { writeLiteral } from "../bytes";
import { only } from "../memory";
import { Origin } from "../sockets/kinds";
import { LastRead } from "../sockets/orders";
import { Socket } from "../sockets/socket";
import { EventContext } from "./event-context";
import { Direction, EndedBy, EventKind } from "./event-kind";

/** Places are addresses. A field that the kind of the event does not have keeps what it held before. */
@unmanaged
export class EventRecord {
  /** Seconds at which the call begins, and at which it ends; NaN if the capture has no times. */
  time: f64;
  endTime: f64;
  /** The fd number that the call used; NaN if no call caused the event. */
  fd: f64;
  /** Write, read: the bytes that the program asked the kernel to move; NaN if the capture does not show it. */
  asked: f64;
  /** Write, read: the bytes that the kernel took or gave. Unconfirmed: those that may be missing. */
  moved: f64;
  kind: EventKind;
  socket: Socket;
  /** The thread; NO_PID if strace printed none. */
  pid: i32;
  /** The lines on which the call begins and ends. */
  line: u32;
  endLine: u32;
  /** The index of the call; NO_CALL if no call caused the event. */
  call: i32;
  /** The name of the error: of the errno, or of the flag of a poll. An end of 0: none. */
  errorStart: usize;
  errorEnd: usize;
  /** Write: true if the call never returned, or if the socket was full, and the capture shows how much the program offered. */
  hasOffered: i32;
  /** Write: true if strace injected the result. */
  injected: i32;
  /** Write: false if the call never returned. */
  returned: i32;
  /** Shutdown: which side. */
  how: Direction;
  /** Open: how. */
  origin: Origin;
  /** End: why. */
  by: EndedBy;
  /** Read: what it brought, as the thread keeps it; null if the capture does not show where the bytes stand. */
  lastRead: LastRead | null;

  /** An event of this kind. */
  begin(kind: EventKind, socket: Socket, fd: f64, context: EventContext): void {
    this.kind = kind;
    this.socket = socket;
    this.fd = fd;
    this.time = context.time;
    this.endTime = context.endTime;
    this.line = context.line;
    this.endLine = context.endLine;
    this.call = context.call;
    this.errorEnd = 0;
    this.lastRead = null;
  }

  setError(start: usize, end: usize): void {
    this.errorStart = start;
    this.errorEnd = end;
  }

  /** The error has the name of a literal. */
  setErrorName(name: string): void {
    this.errorStart = errorName;
    this.errorEnd = writeLiteral(errorName, name);
  }
}

/** `EPOLLHUP` is the longest. */
const errorName: usize = memory.data(16);

/** The event that the host hears of. */
export const event: EventRecord = only<EventRecord>();
