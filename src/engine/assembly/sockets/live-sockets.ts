/** The sockets that are open, in the order in which they were opened. */
import { keep, letGo } from "../heap/counted";
import { createList, destroyList, List } from "../heap/list";
import { sortBy } from "../heap/sort";
import { Text } from "../heap/text";
import { createTextMap, TextMap } from "../heap/text-map";
import { only } from "../memory";
import { Origin, Transport } from "./kinds";
import { lastUses } from "./last-uses";
import { createSocket, Socket } from "./socket";

/** Each takes a few kilobytes, with the heads of its messages. */
const MOST_SOCKETS: i32 = 16_384;

@unmanaged
export class LiveSockets {
  first: Socket | null;
  last: Socket | null;
  size: i32;
  private lastId: i32;
  private byIdentity: TextMap<Socket>;

  /** A new socket that is not among the live ones yet. */
  make(origin: Origin, pid: i32, fd: f64): Socket {
    return createSocket(++this.lastId, origin, pid, fd);
  }

  add(socket: Socket): void {
    if (socket.isLive) return;
    keep<Socket>(socket);
    socket.isLive = true;
    const last = this.last;
    socket.earlier = last;
    socket.later = null;
    if (last) last.later = socket;
    else this.first = socket;
    this.last = socket;
    this.size++;
    lastUses.add(socket);
  }

  remove(socket: Socket): void {
    this.forgetNames(socket);
    if (!socket.isLive) return;
    const earlier = socket.earlier;
    const later = socket.later;
    if (earlier) earlier.later = later;
    else this.first = later;
    if (later) later.earlier = earlier;
    else this.last = earlier;
    this.size--;
    lastUses.remove(socket);
    socket.isLive = false;
    letGo(socket);
  }

  /** Copies a decoration's addresses to a socket. Another fd with the same decoration is then the same socket. */
  describe(socket: Socket, transport: Transport, local: Text | null, peer: Text | null, identity: Text | null): void {
    const before = socket.identity;
    socket.describe(transport, local, peer, identity);
    if (!identity) return; // it says no name: the one that it had may be another socket's by now
    if (!(socket.isLive || socket.references > 0)) return; // an ended socket has no name
    if (before && !before.equals(identity)) socket.addFormerIdentity(before);
    this.name(socket, identity);
  }

  /** The socket that a decoration names, if it is known. */
  named(identity: Text | null): Socket | null {
    return identity ? this.byIdentity.get(identity) : null;
  }

  /**
   * The sockets that have been idle for the longest time, if there are too many to remember them all; else null. The caller
   * destroys the list.
   */
  idle(): List<Socket> | null {
    if (this.size <= MOST_SOCKETS) return null;
    const all = this.all();
    sortBy<Socket>(all, lastUseOf);
    all.cut(MOST_SOCKETS / 2);
    return all;
  }

  /** All of them, in the order in which they were opened. The caller destroys the list. */
  all(): List<Socket> {
    const all = createList<Socket>();
    let socket = this.first;
    while (socket) {
      all.push(socket);
      socket = socket.later;
    }
    return all;
  }

  clear(): void {
    const all = this.all();
    for (let i = 0; i < all.length; i++) this.remove(all.at(i));
    destroyList<Socket>(all);
  }

  begin(): void {
    this.byIdentity = createTextMap<Socket>();
  }

  private name(socket: Socket, name: Text): void {
    const before = this.byIdentity.get(name);
    if (before === socket) return;
    this.byIdentity.set(name, keep<Socket>(socket));
    letGo(before);
  }

  /** Its names, which may be another socket's by now, name it no longer. */
  private forgetNames(socket: Socket): void {
    const names = socket.formerIdentities;
    for (let i = 0; names && i < names.length; i++) this.unname(socket, names.at(i));
    const name = socket.identity;
    if (name) this.unname(socket, name);
  }

  private unname(socket: Socket, name: Text): void {
    if (this.byIdentity.get(name) !== socket) return;
    this.byIdentity.delete(name);
    letGo(socket);
  }
}

function lastUseOf(socket: Socket): f64 {
  return <f64>socket.lastUse;
}

export const live: LiveSockets = only<LiveSockets>();
live.begin();
