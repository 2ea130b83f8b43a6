import type { Socket } from "./socket.js";

/** A stretch of bytes of which the capture shows the first `seen.length` (one char a byte) of `length`. */
export interface VisibleBytes {
  readonly seen: string;
  readonly length: number;
  /** The first of what is seen, where that is long: enough for most heads, and had for less than the whole. */
  readonly start?: string;
}

/** What every event tells. */
export interface OnSocket {
  readonly socket: Socket;
  /** The fd number through which the call came; null where no call did. */
  readonly fd: number | null;
  /** The thread that made the call; known also where strace printed no pid. */
  readonly pid: number | null;
  /** Line on which the call begins, and seconds. */
  readonly line: number;
  readonly time: number | null;
  /** Line on which it ended: behind `line` when another thread ran in between. */
  readonly endLine: number;
  readonly endTime: number | null;
  /** Name of the call; null where none caused it. */
  readonly call: string | null;
}

/** The program handed bytes to the kernel, or tried to. */
export interface WriteEvent extends OnSocket {
  readonly kind: "write";
  /** Bytes asked for; null where the capture does not show it. */
  readonly asked: number | null;
  /** Bytes that the kernel took. */
  readonly accepted: number;
  readonly error: string | null;
  /** The accepted bytes, in order. */
  readonly pieces: readonly VisibleBytes[];
  readonly injected: boolean;
  /** False where the call never returned: the kernel may have taken any part of what was asked. */
  readonly returned: boolean;
}

/** The program took bytes from the kernel; `received` 0 without an error is the end of the peer's stream. */
export interface ReadEvent extends OnSocket {
  readonly kind: "read";
  /** Room in the program's buffer; null where the capture does not show it. */
  readonly asked: number | null;
  readonly received: number;
  readonly error: string | null;
  readonly pieces: readonly VisibleBytes[];
}

export interface OpenEvent extends OnSocket {
  readonly kind: "open";
  readonly origin: Socket["origin"];
}

export interface ShutdownEvent extends OnSocket {
  readonly kind: "shutdown";
  readonly how: "rd" | "wr" | "rdwr";
  /** A failed shutdown (ENOTCONN) does nothing. */
  readonly error: string | null;
}

/** The kernel told the program that the peer is gone: SO_ERROR, EPOLLERR or EPOLLHUP, POLLERR or POLLHUP. */
export interface HangupEvent extends OnSocket {
  readonly kind: "hangup";
  readonly error: string;
}

/** The kernel told the program that a socket which had refused bytes takes some again: EPOLLOUT, POLLOUT. */
export interface WritableEvent extends OnSocket {
  readonly kind: "writable";
}

/** The kernel told the program that the peer has ended its side, behind bytes that may still be waiting: EPOLLRDHUP. */
export interface ReadHangupEvent extends OnSocket {
  readonly kind: "read-hangup";
}

/** The process gave its io_uring work to do: reads and writes of this socket may be among it, and are no calls. */
export interface RingEvent extends OnSocket {
  readonly kind: "ring";
}

/**
 * A write on two lines was short, by `missing` bytes, and its thread ended right behind it. One that is killed within a write may have
 * any number printed as its count: the kernel may have taken any part of what was asked.
 */
export interface UnconfirmedEvent extends OnSocket {
  readonly kind: "unconfirmed";
  readonly missing: number;
}

/** One fd of several was closed; the socket lives on. */
export interface ReleaseEvent extends OnSocket {
  readonly kind: "release";
}

/**
 * How a socket's last fd went away. `capture-end`: it did not, the capture ended first. `unseen`: at some time, in a
 * process that its threads were not known to be of.
 */
export type EndedBy = "close" | "exit" | "exec" | "dup" | "reuse" | "capture-end" | "unseen";

export interface EndEvent extends OnSocket {
  readonly kind: "end";
  readonly by: EndedBy;
}

/** What a call did to a socket. */
export type SocketEvent =
  | OpenEvent
  | WriteEvent
  | ReadEvent
  | ShutdownEvent
  | HangupEvent
  | WritableEvent
  | ReadHangupEvent
  | RingEvent
  | UnconfirmedEvent
  | ReleaseEvent
  | EndEvent;
