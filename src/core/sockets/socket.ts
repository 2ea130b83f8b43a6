import type { Endpoints } from "./decoration.js";
import type { MarkCounter } from "./later/marks.js";
import { SocketNews } from "./later/news.js";
import type { Orders, SocketFacts, SocketHome, SocketOrigin } from "./socket-facts.js";

/**
 * An open file description of the kernel (open(2)). Fds that were duplicated, inherited or passed refer to this one
 * socket. It ends when the last of them is closed, in any process.
 */
export class Socket implements SocketFacts {
  /** What it has to learn of lines that were about many sockets. */
  readonly news: SocketNews;
  /** The line of its last event. */
  lastUse = 0;
  /** How many fds refer to it: those in a part of a table that forked processes share count once. */
  references = 0;
  /** True once the program has shut down its sending side. The kernel still sends what it accepted before. */
  writeShut = false;
  /** The thread whose call made every further write fail, or to which a write said that the peer is gone; null before. */
  lostBy: number | null = null;
  /** True while a call that shuts down its sending side has not returned. The call may itself cause a hang-up. */
  isShuttingDown = false;
  /** How many writes have begun on an earlier line and have not returned. */
  writesUnderWay = 0;
  /** True if the kernel refused bytes of the last write. Only then does a later EPOLLOUT mean something. */
  blocked = false;
  /** True if the last write took nothing, because the buffer was full. */
  isFull = false;
  /** True if a poll that asked about both found something to read, and no room to write. It lasts until bytes move. */
  hasNoRoom = false;
  /** True if the last send had MSG_MORE: the program was about to give the kernel more bytes (send(2)). */
  saysMore = false;
  /** True if SO_LINGER is on with 0 seconds. A close then sends a reset and drops the undelivered bytes (socket(7)). */
  resetsOnClose = false;
  /** True if the calls may belong to two sockets, because two processes may each have an fd of this number. */
  mayBeTwo = false;
  /** True if its number came back to a thread that may have a table of its own: then nothing shows that it ended. */
  mayLiveOn = false;
  /** True once the program has read from it or written to it. */
  hasCarried = false;
  /** What may have told the program to end its side or the whole; null before it did. */
  orders: Orders | null = null;
  /** True once two threads have used it. */
  usedBySeveralThreads = false;
  /** The line of the last read, write or shutdown by another thread than the one before; null if one thread made all. */
  switchedAt: number | null = null;
  /** True once a thread whose process was assumed has used it. */
  wasAssumed = false;
  /** The first thread that used it. */
  #firstUser: number | null = null;
  /** The thread that moved bytes last. */
  #carrier: number | null = null;
  /** True once a call or a decoration has proved that this is a stream socket, and not a file or a pipe. */
  proven: boolean;
  local: string | null = null;
  peer: string | null = null;
  transport: "tcp" | "unix" | "unknown" = "unknown";
  /** Its name in the output of `-y` (an inode) or `-yy` (the pair of addresses). It stays the same while connected. */
  identity: string | null = null;
  /** Names that it had before: strace prints an inode for a socket of which it does not find the addresses. */
  readonly formerIdentities: string[] = [];
  /** The last decoration with its identity, as strace printed it. */
  decoration: string | null = null;

  constructor(
    readonly id: number,
    public origin: SocketOrigin,
    readonly pid: number | null,
    readonly fd: number,
    counter: MarkCounter,
  ) {
    this.proven = origin !== "seen";
    this.news = new SocketNews(this, counter);
  }

  /** The fd table that got an fd of it last. */
  get home(): SocketHome | null {
    return this.news.home;
  }

  set home(table: SocketHome) {
    this.news.home = table;
  }

  /** True if the arguments begin with an fd that has the same decoration as before. */
  isDecoratedAs(text: string): boolean {
    if (this.decoration === null) return false;
    const at = text.indexOf("<") + 1;
    return at > 0 && text.startsWith(this.decoration, at) && text.charCodeAt(at + this.decoration.length) === 0x3e;
  }

  /**
   * True if a decoration names another socket. strace prints an inode or addresses for the same socket, so inodes are
   * compared only with inodes, and addresses only with addresses. A TCP socket never becomes a Unix socket.
   */
  isOtherThan({ identity, transport }: Endpoints): boolean {
    if (this.identity === null || identity === null) return false;
    const isKnown = this.transport !== "unknown" && transport !== "unknown";
    if (isKnown && this.transport !== transport) return true;
    const isSameKind = this.identity.startsWith("inode") === identity.startsWith("inode");
    return isSameKind && this.identity !== identity;
  }

  /** True if it is certainly a connection, and not a listener. */
  get isConnection(): boolean {
    return this.origin === "accept" || this.hasCarried;
  }

  /** True if it is a connection that only this thread has used. */
  isUsedOnlyBy(pid: number | null): boolean {
    return this.isConnection && !this.usedBySeveralThreads && this.#firstUser === pid;
  }

  /** True if this thread opened it, and no other has used it. */
  isOnlyOf(pid: number | null): boolean {
    return this.pid === pid && !this.usedBySeveralThreads;
  }

  /** A thread reads, writes or shuts down. */
  carry(pid: number | null, line: number): void {
    if (this.#carrier !== null && pid !== this.#carrier) this.switchedAt = line;
    this.#carrier = pid;
  }

  /** A thread uses the socket. `assumed`: the thread's process is an assumption. */
  touch(pid: number | null, assumed: boolean): void {
    this.usedBySeveralThreads ||= this.#firstUser !== null && pid !== this.#firstUser;
    this.#firstUser ??= pid;
    this.wasAssumed ||= assumed;
  }

  /** Copies the transport and the addresses of a decoration. */
  describe(endpoints: Endpoints): void {
    this.proven = true;
    this.transport = endpoints.transport === "unknown" ? this.transport : endpoints.transport;
    this.local = endpoints.local ?? this.local;
    this.peer = endpoints.peer ?? this.peer;
    this.identity = endpoints.identity ?? this.identity;
  }
}
