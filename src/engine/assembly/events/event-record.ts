/** What happened to a socket, as it goes out to the host, which knows the same fields (core/sockets/event.ts, make-event.ts). */
import { only } from "../memory";
import { Direction, EndedBy, EventKind } from "./event-kind";

/** In place of a number of bytes that the capture does not show. */
export const UNKNOWN: f64 = -1;
/** In place of an fd, of a pid or of the index of a call, if there is none. */
export const NONE: i32 = -1;

/** Places are addresses. A field that the kind of the event does not have keeps what it held before. */
@unmanaged
export class EventRecord {
  /** Seconds at which the call begins, and at which it ends; NaN if the capture has no times. */
  time: f64;
  endTime: f64;
  /** The fd number that the call used. */
  fd: f64;
  /** Write, read: the bytes that the program asked the kernel to move. */
  asked: f64;
  /** Write, read: the bytes that the kernel took or gave. Unconfirmed: those that may be missing. */
  moved: f64;
  kind: EventKind;
  socket: usize;
  pid: i32;
  /** The lines on which the call begins and ends. */
  line: u32;
  endLine: u32;
  /** The index of the call. */
  call: i32;
  /** The name of the error: of the errno, or of the flag of a poll. 0: none. */
  error: usize;
  errorLength: i32;
  /** Write, read: the bytes that moved, as far as the capture shows them. */
  pieces: usize;
  pieceCount: i32;
  /** Write: what the program offered, if the call never returned. NONE pieces if it did. */
  offered: usize;
  offeredCount: i32;
  injected: i32;
  returned: i32;
  /** Shutdown: which side. */
  how: Direction;
  /** End: why. */
  by: EndedBy;
}

/** The event that the host hears of. */
export const event: EventRecord = only<EventRecord>();
