import type { CallRow } from "./row.js";

/**
 * The calls that matter to this program, one row per call. Every list of calls is derived from these rows, so each fact
 * about a call stands in one place. All other calls are in `other-calls.ts`.
 */
export const TABLE = {
  // calls that make fds
  accept: { classes: ["network"], effect: "accept", waits: "peer" },
  accept4: { classes: ["network"], effect: "accept", waits: "peer" },
  socket: { classes: ["network"], effect: "socket" },
  connect: { classes: ["network"], effect: "connect", waits: "peer" },
  bind: { classes: ["network"], effect: "bind", impliesClass: true },
  socketpair: { classes: ["network"], effect: "socketpair", settlesNumbers: true },
  pipe: { classes: ["desc"], effect: "pipe" },
  pipe2: { classes: ["desc"], effect: "pipe" },
  open: { classes: ["desc", "file"], effect: "open" },
  openat: { classes: ["desc", "file"], effect: "open" },
  openat2: { classes: ["desc", "file"], effect: "open" },
  creat: { classes: ["desc", "file"], effect: "open" },
  epoll_create: { classes: ["desc"], effect: "make-fd", settlesNumbers: true },
  epoll_create1: { classes: ["desc"], effect: "make-fd", impliesClass: true, settlesNumbers: true },
  eventfd: { classes: ["desc"], effect: "make-fd" },
  eventfd2: { classes: ["desc"], effect: "make-fd", impliesClass: true },
  timerfd_create: { classes: ["desc"], effect: "make-fd" },
  signalfd: { classes: ["desc", "signal"], effect: "make-fd" },
  signalfd4: { classes: ["desc", "signal"], effect: "make-fd" },
  memfd_create: { classes: ["desc"], effect: "make-fd" },
  inotify_init: { classes: ["desc"], effect: "make-fd" },
  inotify_init1: { classes: ["desc"], effect: "make-fd" },

  // calls that give bytes to an fd
  write: { classes: ["desc"], effect: "write", to: 0, buffers: "string" },
  send: { classes: ["network"], effect: "write", to: 0, buffers: "string", flags: 3 },
  sendto: { classes: ["network"], effect: "write", to: 0, buffers: "string", flags: 3 },
  writev: { classes: ["desc"], effect: "write", to: 0, buffers: "vector" },
  pwritev2: { classes: ["desc"], effect: "write", to: 0, buffers: "vector" },
  sendmsg: { classes: ["network"], effect: "write", to: 0, buffers: "message", flags: 2 },
  sendmmsg: { classes: ["network"], effect: "write", to: 0, buffers: "messages", flags: 3 },
  sendfile: { classes: ["desc", "network"], effect: "sendfile", to: 0, from: 1, variants: ["sendfile64"] },
  splice: { classes: ["desc"], effect: "splice", from: 0, to: 2 },
  // these do not work on a socket: it has no offset, or they accept only pipes and files
  pwrite64: { classes: ["desc"], to: 0, buffers: "string" },
  pwritev: { classes: ["desc"], to: 0, buffers: "vector" },
  tee: { classes: ["desc"], from: 0, to: 1 },
  vmsplice: { classes: ["desc"], to: 0 },
  copy_file_range: { classes: ["desc"], from: 0, to: 2 },

  // calls that take bytes from an fd
  read: { classes: ["desc"], effect: "read", from: 0, buffers: "string", waits: "peer" },
  readv: { classes: ["desc"], effect: "read", from: 0, buffers: "vector", waits: "peer" },
  preadv2: { classes: ["desc"], effect: "read", from: 0, buffers: "vector", waits: "peer" },
  recv: { classes: ["network"], effect: "read", from: 0, buffers: "string", flags: 3, waits: "peer" },
  recvfrom: { classes: ["network"], effect: "read", from: 0, buffers: "string", flags: 3, waits: "peer" },
  recvmsg: {
    classes: ["network"],
    effect: "read",
    from: 0,
    buffers: "message",
    flags: 2,
    waits: "peer",
  },
  recvmmsg: {
    classes: ["network"],
    effect: "read",
    from: 0,
    buffers: "messages",
    flags: 3,
    waits: "peer",
    variants: ["recvmmsg_time64"],
  },
  pread64: { classes: ["desc"], from: 0, buffers: "string", impliesClass: true },
  preadv: { classes: ["desc"], from: 0, buffers: "vector" },

  // calls that ask about fds
  epoll_ctl: { classes: ["desc"], effect: "epoll-ctl", impliesClass: true, settlesNumbers: true },
  epoll_wait: { classes: ["desc"], effect: "epoll-wait", waits: "events" },
  epoll_pwait: { classes: ["desc"], effect: "epoll-wait", waits: "events" },
  epoll_pwait2: { classes: ["desc"], effect: "epoll-wait", waits: "events" },
  poll: { classes: ["desc"], effect: "poll", waits: "events" },
  ppoll: { classes: ["desc"], effect: "poll", waits: "events", variants: ["ppoll_time64"] },
  select: { classes: ["desc"], waits: "events", variants: ["_newselect"] },
  pselect6: { classes: ["desc"], waits: "events", variants: ["pselect6_time64"] },
  getsockopt: { classes: ["network"], effect: "getsockopt", impliesClass: true },
  setsockopt: { classes: ["network"], effect: "setsockopt", impliesClass: true },
  listen: { classes: ["network"], impliesClass: true },
  getsockname: { classes: ["network"], impliesClass: true },
  getpeername: { classes: ["network"], impliesClass: true },
  fstat: { classes: ["desc", "fstat", "%stat"], variants: ["fstat64"] },
  newfstatat: { classes: ["desc", "file", "fstat", "%stat"], variants: ["fstatat64"] },
  lseek: { classes: ["desc"], impliesClass: true, variants: ["_llseek"] },
  mmap: { classes: ["desc", "memory"], variants: ["mmap2"] },

  // calls that end fds, or change what they stand for
  close: { classes: ["desc"], effect: "close" },
  close_range: { classes: [], effect: "close-range", settlesNumbers: true },
  shutdown: { classes: ["network"], effect: "shutdown" },
  dup: { classes: ["desc"], effect: "dup", settlesNumbers: true },
  dup2: { classes: ["desc"], effect: "dup", settlesNumbers: true },
  dup3: { classes: ["desc"], effect: "dup", settlesNumbers: true },
  fcntl: { classes: ["desc"], effect: "fcntl", variants: ["fcntl64"] },
  ioctl: { classes: ["desc"], effect: "ioctl", impliesClass: true },

  // processes and threads
  clone: { classes: ["process"], effect: "clone", settlesNumbers: true },
  clone3: { classes: ["process"], effect: "clone", settlesNumbers: true },
  fork: { classes: ["process"], effect: "clone", settlesNumbers: true },
  vfork: { classes: ["process"], effect: "clone", settlesNumbers: true },
  execve: { classes: ["file", "process"], effect: "exec", settlesNumbers: true },
  execveat: { classes: ["desc", "file", "process"], effect: "exec", settlesNumbers: true },
  exit_group: { classes: ["process"], effect: "exit-group", settlesNumbers: true },
  exit: { classes: ["process"], settlesNumbers: true },
  wait4: { classes: ["process"], waits: "child", settlesNumbers: true, variants: ["waitpid"] },
  waitid: { classes: ["process"], waits: "child", settlesNumbers: true },
  unshare: { classes: [], effect: "unshare", settlesNumbers: true },
  pidfd_open: { classes: ["desc"], effect: "pidfd-open", settlesNumbers: true },
  pidfd_getfd: { classes: ["desc"], effect: "pidfd-getfd", settlesNumbers: true },
  pidfd_send_signal: { classes: ["desc", "process", "signal"], settlesNumbers: true },
  futex: { classes: [], impliesClass: true, variants: ["futex_time64"] },

  // io_uring moves bytes without a call for each
  io_uring_setup: { classes: ["desc"], effect: "ring-setup", impliesClass: true, settlesNumbers: true },
  io_uring_enter: { classes: ["desc", "signal"], effect: "ring-enter" },
} as const satisfies Readonly<Record<string, CallRow>>;
