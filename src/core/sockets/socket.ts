import type { Endpoints } from "./decoration.js";

/** How the program came by a socket: `seen` is one that was open before the capture began. */
export type SocketOrigin = "accept" | "connect" | "socket" | "socketpair" | "seen";

/**
 * An open file description of the kernel: dup'ed, inherited and shared fds are all this one socket.
 * It ends when the last fd that refers to it is closed, in whatever process.
 */
export class Socket {
  /** How many fds, over all fd tables, refer to it. */
  references = 0;
  /** The fd table that referred to it last. */
  home: object | null = null;
  /** True once the program has shut down its sending side; what it accepted before may still flow. */
  writeShut = false;
  /** True while a call that shuts down its sending side has begun and not returned: a hang-up may be its answer. */
  isShuttingDown = false;
  /** How many writes on it have begun, on lines of their own, and not returned. */
  writesUnderWay = 0;
  /** True while the kernel has refused bytes of the last write: only then does it matter that it is writable. */
  blocked = false;
  /** True once SO_LINGER 0 was set: closing sends a reset, which drops what was accepted and not delivered. */
  resetsOnClose = false;
  /** True where what was seen may belong to two sockets: several processes, each with an fd of this number. */
  mayBeTwo = false;
  /** True once it was read from or written to. */
  hasCarried = false;
  /** True once several threads have had to do with it. */
  usedBySeveralThreads = false;
  /** True once a thread had to do with it of which nobody knows what process it is of. */
  wasAssumed = false;
  #toucher: number | null = null;
  /** True once something proved that this is a stream socket, not a file or a pipe. */
  proven: boolean;
  local: string | null = null;
  peer: string | null = null;
  transport: "tcp" | "unix" | "unknown" = "unknown";
  /** What `-y`/`-yy` calls it: an inode, or the pair of addresses. */
  identity: string | null = null;
  /** The decoration that gave it its identity, as it was printed last. */
  decoration: string | null = null;

  constructor(
    readonly id: number,
    readonly origin: SocketOrigin,
    readonly pid: number | null,
    readonly fd: number,
  ) {
    this.proven = origin !== "seen";
  }

  /** True where arguments begin with an fd that is decorated as this socket was before. */
  isDecoratedAs(text: string): boolean {
    if (this.decoration === null) return false;
    const at = text.indexOf("<") + 1;
    return at > 0 && text.startsWith(this.decoration, at) && text.charCodeAt(at + this.decoration.length) === 0x3e;
  }

  /**
   * True where a decoration names another socket. Inodes compare with inodes and addresses with addresses; a socket may
   * be shown by either in turn.
   */
  isOtherThan({ identity }: Endpoints): boolean {
    if (this.identity === null || identity === null) return false;
    const isSameKind = this.identity.startsWith("inode") === identity.startsWith("inode");
    return isSameKind && this.identity !== identity;
  }

  /** True where it surely is no listener. */
  get isConnection(): boolean {
    return this.origin === "accept" || this.hasCarried;
  }

  /** True where no other thread than this one has had to do with it as a connection. */
  isOnly(pid: number | null): boolean {
    return this.isConnection && !this.usedBySeveralThreads && this.#toucher === pid;
  }

  /** A thread has to do with it; `assumed` where nobody knows what process the thread is of. */
  touch(pid: number | null, assumed: boolean): void {
    this.usedBySeveralThreads ||= this.#toucher !== null && pid !== this.#toucher;
    this.#toucher ??= pid;
    this.wasAssumed ||= assumed;
  }

  /** Takes over what a decoration says about the addresses. */
  describe(endpoints: Endpoints): void {
    this.proven = true;
    this.transport = endpoints.transport === "unknown" ? this.transport : endpoints.transport;
    this.local = endpoints.local ?? this.local;
    this.peer = endpoints.peer ?? this.peer;
    this.identity = endpoints.identity ?? this.identity;
  }
}
