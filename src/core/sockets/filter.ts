/** Calls of `-e trace=network` that nobody names by hand. */
const NETWORK = [
  "socket",
  "bind",
  "listen",
  "setsockopt",
  "getsockopt",
  "getsockname",
  "getpeername",
  "recvmsg",
] as const;
/** And of `desc`. */
const DESC = [
  "epoll_ctl",
  "epoll_wait",
  "epoll_pwait",
  "epoll_create1",
  "poll",
  "ppoll",
  "select",
  "pselect6",
  "fcntl",
  "ioctl",
  "fstat",
  "newfstatat",
  "openat",
  "pread64",
  "lseek",
  "mmap",
  "eventfd2",
  "epoll_pwait2",
] as const;
const ACCEPTS = ["accept", "accept4", ...NETWORK] as const;
const HANGUPS = ["read", "recvfrom", "recvmsg", "readv", "epoll_wait", "epoll_pwait", "poll", "ppoll"] as const;
const PLAIN_READS = ["read", "readv", ...DESC] as const;
const PLAIN_WRITES = ["write", "writev", "pwritev2", ...DESC] as const;
const SENDFILE = ["sendfile", "sendfile64", "splice", ...NETWORK, ...DESC, "futex"] as const;
const CLOSES = ["close", ...DESC] as const;

/** Names of calls. */
export type TracedCalls = Pick<ReadonlySet<string>, "has">;

/** What the capture's `-e trace=` let through: the calls that it is known to have traced, or those that the capture holds. */
export class Filter {
  constructor(private readonly names: TracedCalls) {}

  /** `write` and `writev` are in `desc`, and not in `network`: where nothing of it appears, silence proves nothing. */
  get showsPlainWrites(): boolean {
    return this.#showsAny(PLAIN_WRITES);
  }

  /** As are `read` and `readv`. */
  get showsPlainReads(): boolean {
    return this.#showsAny(PLAIN_READS);
  }

  /** `accept` is in `network`, and not in `desc`. */
  get showsAccept(): boolean {
    return this.#showsAny(ACCEPTS);
  }

  /** As is `shutdown`, which shows by itself or where accept does. */
  get showsShutdown(): boolean {
    return this.names.has("shutdown") || this.showsAccept;
  }

  /** Without any of these, a program that closes may have been told by one that the peer is gone. */
  get showsHangups(): boolean {
    return this.#showsAny(HANGUPS);
  }

  /** Without `close`, which is in `desc`, a number that is used again goes unnoticed. */
  get showsClose(): boolean {
    return this.#showsAny(CLOSES);
  }

  /** `sendfile` is in both classes: a broad filter shows it, a hand-picked one such as `writev,shutdown` may not. */
  get showsSendfile(): boolean {
    return this.#showsAny(SENDFILE);
  }

  #showsAny(names: readonly string[]): boolean {
    return names.some((name) => this.names.has(name));
  }
}
