/**
 * strace's classes of calls, named as after the `%` of `-e trace=%network`. Two names, `%stat` and `%statfs`, have a
 * second `%`.
 */
export const CALL_CLASSES = [
  ...(["desc", "file", "network", "process", "memory", "signal", "ipc", "creds", "clock", "pure"] as const),
  ...(["stat", "lstat", "fstat", "%stat", "statfs", "fstatfs", "%statfs"] as const),
] as const;

export type CallClass = (typeof CALL_CLASSES)[number];

/** What a call does to processes, fds and sockets. Calls with the same effect share a handler. */
export type Effect =
  | "accept"
  | "socket"
  | "connect"
  | "bind"
  | "socketpair"
  | "pipe"
  | "open"
  | "make-fd"
  | "write"
  | "sendfile"
  | "splice"
  | "read"
  | "epoll-ctl"
  | "epoll-wait"
  | "poll"
  | "getsockopt"
  | "setsockopt"
  | "close"
  | "close-range"
  | "shutdown"
  | "dup"
  | "fcntl"
  | "ioctl"
  | "clone"
  | "exec"
  | "exit-group"
  | "unshare"
  | "pidfd-open"
  | "pidfd-getfd"
  | "ring-setup"
  | "ring-enter";

/** The facts about one system call. Arguments count from 0. */
export interface CallRow {
  /** The classes that strace puts it in (TN, TD, TP, ... in its `syscallent.h`); empty if it is in none. */
  readonly classes: readonly CallClass[];
  /** What the call does. A call without an effect is counted, and its arguments are not read. */
  readonly effect?: Effect;
  /** The argument with the fd that the call takes bytes from. */
  readonly from?: number;
  /** The argument with the fd that the call gives bytes to. The kernel may take bytes as soon as such a call begins. */
  readonly to?: number;
  /**
   * How the arguments hold the bytes: in one string, in an iovec array (`vector`), in a `msghdr` (`message`), or in an
   * array of `mmsghdr` (`messages`). The result counts bytes, except that with `messages` it counts messages. strace
   * dumps these bytes with `-e read=` and `-e write=`.
   */
  readonly buffers?: "string" | "vector" | "message" | "messages";
  /** The argument with the MSG_ flags. */
  readonly flags?: number;
  /** What the call may wait for: an event on one of many fds, the peer of one fd, or the end of a child process. */
  readonly waits?: "events" | "peer" | "child";
  /**
   * True if a capture that shows the call was recorded with its whole class, because people do not list it by hand
   * after `-e trace=`. Set only for calls that servers make often, and that are in one class or in none.
   */
  readonly impliesClass?: true;
  /**
   * True if the call decides which process or open file the numbers of other lines refer to. Samples keep its lines.
   */
  readonly settlesNumbers?: true;
  /** Other names of the same call: with wider arguments (on 32-bit systems), or older. */
  readonly variants?: readonly string[];
}
