/** strace's classes of calls, as `-e trace=%network` names them; `%%stat` and `%%statfs` have a `%` of their own. */
export const CALL_CLASSES = [
  ...(["desc", "file", "network", "process", "memory", "signal", "ipc", "creds", "clock", "pure"] as const),
  ...(["stat", "lstat", "fstat", "%stat", "statfs", "fstatfs", "%statfs"] as const),
] as const;
export type CallClass = (typeof CALL_CLASSES)[number];

/** What a call does to processes, fds and sockets. Calls of one effect share a handler. */
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

/** What is known of one system call. Arguments count from 0. */
export interface CallRow {
  /** The classes that strace puts it in (TN, TD, TP, ... of its `syscallent.h`); most calls are in one, some in none. */
  readonly classes: readonly CallClass[];
  /** What it does. A call without an effect is counted, and its arguments are not read. */
  readonly effect?: Effect;
  /** The argument that is the fd from which it takes bytes. */
  readonly from?: number;
  /** The argument that is the fd to which it gives bytes. Such a call counts from when it begins. */
  readonly to?: number;
  /**
   * How its arguments hold the bytes: in one string; in the strings of an iovec array, of a `msghdr`, or of an array of
   * them. The result counts bytes, and with `messages` it counts messages. strace dumps them with `-e read=`, `-e write=`.
   */
  readonly buffers?: "string" | "vector" | "message" | "messages";
  /** The argument with its MSG_ flags. */
  readonly flags?: number;
  /** What it may wait for, for long: a change of one of many fds, the other end of one fd, or the end of a process. */
  readonly waits?: "events" | "peer" | "child";
  /**
   * Nobody picks it by hand for `-e trace=`: a capture that shows it was recorded with its class. Only for calls that
   * servers make often.
   */
  readonly impliesClass?: true;
  /** It decides which process and which open file the numbers of other lines stand for: every sample keeps its lines. */
  readonly settlesNumbers?: true;
  /** The names of the same call with wider arguments (32-bit systems have both), and older names. */
  readonly variants?: readonly string[];
}
