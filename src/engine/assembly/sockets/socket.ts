/**
 * An open file description of the kernel (open(2)). Fds that were duplicated, inherited or passed refer to this one socket. It ends
 * when the last of them is closed, in any process.
 */

import { byteAt, find } from "../bytes";
import { NO_PID } from "../call/current-call";
import { Char } from "../char";
import { Holder } from "../fds/holders";
import { destroy } from "../heap/allocate";
import { Counted, createCounted, keep, letGo, replace } from "../heap/counted";
import { createList, destroyList, List } from "../heap/list";
import { Text } from "../heap/text";
import { reportGone } from "../host";
import { createNews, destroyNews, SocketNews } from "../later/news";
import { Origin, Transport } from "./kinds";
import { Orders } from "./orders";

@unmanaged
export class Socket extends Counted {
  /** The number of the fd under which it was seen first. */
  fd: f64;
  id: i32;
  origin: Origin;
  pid: i32;
  /** What it has to learn of lines that were about many sockets. */
  news: SocketNews;
  /** The line of its last event. */
  lastUse: u32;
  /** Its index among the live ones (last-uses.ts). */
  place: i32;
  /** How many fds refer to it: those in a part of a table that forked processes share count once. */
  references: i32;
  /** The thread whose call made every further write fail, or to which a write said that the peer is gone. */
  lostBy: i32;
  /** How many writes have begun on an earlier line and have not returned. */
  writesUnderWay: i32;
  /** The line of the last read, write or shutdown by another thread than the one before; 0 if one thread made all. */
  switchedAt: u32;
  /** The first thread that used it. */
  firstUser: i32;
  /** The thread that moved bytes last. */
  carrier: i32;
  transport: Transport;
  /** The id of the socket at its other end, if one call made both (socketpair); 0 otherwise. Sockets are counted from 1. */
  twin: i32;
  /** True once the program has shut down its sending side. The kernel still sends what it accepted before. */
  writeShut: bool;
  /** True while a call that shuts down its sending side has not returned. The call may itself cause a hang-up. */
  isShuttingDown: bool;
  /** True if the kernel refused bytes of the last write. Only then does a later EPOLLOUT mean something. */
  blocked: bool;
  /** True if the last write took nothing, because the buffer was full. */
  isFull: bool;
  /** True if a poll that asked about both found something to read, and no room to write. It lasts until bytes move. */
  hasNoRoom: bool;
  /** True if the last send had MSG_MORE: the program was about to give the kernel more bytes (send(2)). */
  saysMore: bool;
  /** True if SO_LINGER is on with 0 seconds. A close then sends a reset and drops the undelivered bytes (socket(7)). */
  resetsOnClose: bool;
  /** True if the calls may belong to two sockets, because two processes may each have an fd of this number. */
  mayBeTwo: bool;
  /** True if its number came back to a thread that may have a table of its own: then nothing shows that it ended. */
  mayLiveOn: bool;
  /** True once the program has read from it or written to it. */
  hasCarried: bool;
  /** True once two threads have used it. */
  usedBySeveralThreads: bool;
  /** True once a thread whose process was assumed has used it. */
  wasAssumed: bool;
  /** True once a call or a decoration has proved that this is a stream socket, and not a file or a pipe. */
  proven: bool;
  /** True once its connection was reported as over. */
  isOver: bool;
  /** True while it is among the live sockets; then the others next to it, in the order in which they were opened. */
  isLive: bool;
  earlier: Socket | null;
  later: Socket | null;

  /** Names that it had before: strace prints an inode for a socket of which it does not find the addresses. */
  formerIdentities: List<Text> | null;

  private ownFollower: Counted | null;
  private ownOrders: Orders | null;
  private ownLocal: Text | null;
  private ownPeer: Text | null;
  private ownIdentity: Text | null;
  private ownDecoration: Text | null;

  /** What follows the bytes that it carries (connections/open-socket.ts), from its first event to its end. */
  get follower(): Counted | null {
    return this.ownFollower;
  }

  set follower(follower: Counted | null) {
    this.ownFollower = replace<Counted>(this.ownFollower, follower);
  }

  /** What may have told the program to end its side or the whole; null before it did. */
  get orders(): Orders | null {
    return this.ownOrders;
  }

  set orders(orders: Orders | null) {
    this.ownOrders = replace<Orders>(this.ownOrders, orders);
  }

  get local(): Text | null {
    return this.ownLocal;
  }

  set local(text: Text | null) {
    this.ownLocal = replace<Text>(this.ownLocal, text);
  }

  get peer(): Text | null {
    return this.ownPeer;
  }

  set peer(text: Text | null) {
    this.ownPeer = replace<Text>(this.ownPeer, text);
  }

  /** Its name in the output of `-y` (an inode) or `-yy` (the pair of addresses). It stays the same while connected. */
  get identity(): Text | null {
    return this.ownIdentity;
  }

  set identity(text: Text | null) {
    this.ownIdentity = replace<Text>(this.ownIdentity, text);
  }

  /** An identity that it had before it got the one that it has. */
  addFormerIdentity(identity: Text): void {
    let all = this.formerIdentities;
    if (!all) {
      all = createList<Text>();
      this.formerIdentities = all;
    }
    all.push(keep<Text>(identity));
  }

  /** The last decoration with its identity, as strace printed it. */
  get decoration(): Text | null {
    return this.ownDecoration;
  }

  set decoration(text: Text | null) {
    this.ownDecoration = replace<Text>(this.ownDecoration, text);
  }

  /** The fd table that got an fd of it last; `homeOf` of fds/fd-table.ts is the same as a table. */
  get home(): Holder | null {
    return this.news.home;
  }

  set home(table: Holder | null) {
    this.news.home = table;
  }

  /** True if the arguments p..end begin with an fd that has the same decoration as before. */
  isDecoratedAs(p: usize, end: usize): bool {
    const decoration = this.ownDecoration;
    if (!decoration) return false;
    const less = find(p, end, Char.Less);
    if (less === 0) return false;
    const after = less + 1 + decoration.length;
    return after < end && byteAt(after) === Char.Greater && decoration.is(less + 1, after);
  }

  /**
   * True if a decoration names another socket. strace prints an inode or addresses for the same socket, so inodes are
   * compared only with inodes, and addresses only with addresses. A TCP socket never becomes a Unix socket.
   */
  isOtherThan(transport: Transport, identity: Text | null): bool {
    const own = this.ownIdentity;
    if (!own || !identity) return false;
    const isKnown = this.transport !== Transport.Unknown && transport !== Transport.Unknown;
    if (isKnown && this.transport !== transport) return true;
    return own.beginsWith("inode") === identity.beginsWith("inode") && !own.equals(identity);
  }

  /** True if it is certainly a connection, and not a listener. */
  get isConnection(): bool {
    return this.origin === Origin.Accept || this.hasCarried;
  }

  /** True if it is a connection that only this thread has used. */
  isUsedOnlyBy(pid: i32): bool {
    return this.isConnection && !this.usedBySeveralThreads && this.firstUser === pid;
  }

  /** True if this thread opened it, and no other has used it. */
  isOnlyOf(pid: i32): bool {
    return this.pid === pid && !this.usedBySeveralThreads;
  }

  /** A thread reads, writes or shuts down. */
  carry(pid: i32, line: u32): void {
    if (this.carrier !== NO_PID && pid !== this.carrier) this.switchedAt = line;
    this.carrier = pid;
  }

  /** A thread uses the socket. `assumed`: the thread's process is an assumption. */
  touch(pid: i32, assumed: bool): void {
    if (this.firstUser !== NO_PID && pid !== this.firstUser) this.usedBySeveralThreads = true;
    if (this.firstUser === NO_PID) this.firstUser = pid;
    if (assumed) this.wasAssumed = true;
  }

  /** Copies the transport and the addresses of a decoration. */
  describe(transport: Transport, local: Text | null, peer: Text | null, identity: Text | null): void {
    this.proven = true;
    if (transport !== Transport.Unknown) this.transport = transport;
    if (local) this.local = local;
    if (peer && !this.isConnectedByPath) this.peer = peer;
    if (identity) this.identity = identity;
  }

  /** True if it is a Unix socket whose peer is known by a path: that says more than the inode in a decoration. */
  private get isConnectedByPath(): bool {
    const peer = this.ownPeer;
    return peer !== null && peer.beginsWith("unix:");
  }
}

/** A new socket, which nothing keeps yet. */
export function createSocket(id: i32, origin: Origin, pid: i32, fd: f64): Socket {
  const socket = createCounted<Socket>(destroySocket);
  socket.id = id;
  socket.origin = origin;
  socket.pid = pid;
  socket.fd = fd;
  socket.news = createNews(changetype<usize>(socket));
  socket.lostBy = NO_PID;
  socket.firstUser = NO_PID;
  socket.carrier = NO_PID;
  socket.transport = Transport.Unknown;
  socket.proven = origin !== Origin.Seen;
  return socket;
}

let areReported: bool = false;

/** From now on the host hears of each socket that nobody needs any more. */
export function reportGoneSockets(): void {
  areReported = true;
}

function destroySocket(address: usize): void {
  if (areReported) reportGone(address);
  const socket = changetype<Socket>(address);
  socket.follower = null;
  socket.orders = null;
  socket.local = null;
  socket.peer = null;
  socket.identity = null;
  socket.decoration = null;
  const names = socket.formerIdentities;
  for (let i = 0; names && i < names.length; i++) letGo(names.at(i));
  if (names) destroyList<Text>(names);
  destroyNews(socket.news);
  destroy<Socket>(socket);
}
