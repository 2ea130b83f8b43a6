import type { SocketFacts, SocketOrigin } from "./socket-facts.js";

/** A run of `length` bytes. The capture shows the first `seen.length` of them, one char a byte. */
export interface VisibleBytes {
  readonly seen: string;
  readonly length: number;
  /** The beginning of a long `seen`: enough for most response heads, and cheaper to decode than the whole. */
  readonly start?: string;
  /**
   * What a person left of bytes that strace had shown, with the marks of what they left out: `HTTP/1.1 200 OK\r\n<snip>`.
   * `seen` ends before the first mark. Undefined if strace itself shows no more.
   */
  readonly elided?: string | undefined;
  /** Bytes by which a string that strace printed whole differs from its count; undefined or 0 if it does not. */
  readonly misfit?: number;
}

/** The fields of every event. */
export interface OnSocket {
  readonly socket: SocketFacts;
  /** The fd number that the call used; null if no call caused the event. */
  readonly fd: number | null;
  /** The thread that made the call. It may be known even if strace printed no pid. */
  readonly pid: number | null;
  /** The line on which the call begins. */
  readonly line: number;
  /** Seconds at which the call begins; null if the capture has no times. */
  readonly time: number | null;
  /** The line on which the call ends. It differs from `line` if another thread's line came in between. */
  readonly endLine: number;
  readonly endTime: number | null;
  /** The name of the call; null if no call caused the event. */
  readonly call: string | null;
}

/** The program handed bytes to the kernel, or tried to. */
export interface WriteEvent extends OnSocket {
  readonly kind: "write";
  /** The bytes that the program asked the kernel to take; null if the capture does not show it. */
  readonly asked: number | null;
  /** The bytes that the kernel took. */
  readonly accepted: number;
  /** The name of the errno, for example `EAGAIN`; null if the call succeeded. */
  readonly error: string | null;
  /** The accepted bytes, in order. */
  readonly pieces: readonly VisibleBytes[];
  /** What the program offered, if the call never returned; null if it did, or if the capture does not show how much it was. */
  readonly offered: readonly VisibleBytes[] | null;
  /** True if strace injected the result (`-e inject=`). */
  readonly injected: boolean;
  /** False if the call never returned. Then the kernel may have taken any part of the bytes. */
  readonly returned: boolean;
}

/** The program took bytes from the kernel. `received` 0 without an error is the end of the peer's stream. */
export interface ReadEvent extends OnSocket {
  readonly kind: "read";
  /** The room in the program's buffer, in bytes; null if the capture does not show it. */
  readonly asked: number | null;
  /** The bytes that the program received. */
  readonly received: number;
  readonly error: string | null;
  readonly pieces: readonly VisibleBytes[];
}

/** The program opened a connection, or accepted one. */
export interface OpenEvent extends OnSocket {
  readonly kind: "open";
  readonly origin: SocketOrigin;
}

/** The program called shutdown(2). */
export interface ShutdownEvent extends OnSocket {
  readonly kind: "shutdown";
  readonly how: "rd" | "wr" | "rdwr";
  /** A shutdown that failed (ENOTCONN) changed nothing. */
  readonly error: string | null;
}

/** The kernel reported that the peer is gone: SO_ERROR, EPOLLERR or EPOLLHUP, POLLERR or POLLHUP. */
export interface HangupEvent extends OnSocket {
  readonly kind: "hangup";
  readonly error: string;
}

/** The kernel reported EPOLLOUT or POLLOUT: a socket that had refused bytes takes some again. */
export interface WritableEvent extends OnSocket {
  readonly kind: "writable";
}

/** The kernel reported EPOLLRDHUP: the peer ended its side. Bytes that it sent before may still wait to be read. */
export interface ReadHangupEvent extends OnSocket {
  readonly kind: "read-hangup";
}

/**
 * The process gave work to its io_uring. The work may include reads and writes of this socket, which are not syscalls.
 */
export interface RingEvent extends OnSocket {
  readonly kind: "ring";
}

/**
 * A write took `missing` bytes less than asked, and its thread ended right after it. A thread that is killed inside a
 * write gets an arbitrary number printed as the count, so the kernel may have taken any part of the bytes.
 */
export interface UnconfirmedEvent extends OnSocket {
  readonly kind: "unconfirmed";
  /** Bytes. */
  readonly missing: number;
}

/** A call on this socket has a result that it cannot have had, so its line was changed. It says nothing of the socket. */
export interface DamagedEvent extends OnSocket {
  readonly kind: "damaged";
}

/** The program closed one of several fds. The socket stays open. */
export interface ReleaseEvent extends OnSocket {
  readonly kind: "release";
}

/**
 * Why a socket's last fd went away. `capture-end`: the fd was still open when the capture ended. `unseen`: the capture
 * does not show when, because the process of the socket's threads was unknown.
 */
export type EndedBy = "close" | "exit" | "exec" | "dup" | "reuse" | "capture-end" | "unseen";

/** The socket's last fd is gone, or the capture is over. */
export interface EndEvent extends OnSocket {
  readonly kind: "end";
  readonly by: EndedBy;
}

/** What happened to a socket. */
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
  | DamagedEvent
  | ReleaseEvent
  | EndEvent;
