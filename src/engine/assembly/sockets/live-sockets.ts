/** The sockets that are open, in the order in which they were opened (core/sockets/live-sockets.ts). */
import { keep, letGo } from "../heap/counted";
import { createList, List } from "../heap/list";
import { Text } from "../heap/text";
import { only } from "../memory";
import { Origin, Transport } from "./kinds";
import { createSocket, Socket } from "./socket";

/** Each takes a few kilobytes, with the heads of its messages. */
const MOST_SOCKETS: i32 = 16_384;

@unmanaged
export class LiveSockets {
  first: Socket | null;
  last: Socket | null;
  size: i32;
  private lastId: i32;

  /** A new socket that is not among the live ones yet. */
  make(origin: Origin, pid: i32, fd: f64): Socket {
    return createSocket(++this.lastId, origin, pid, fd);
  }

  add(socket: Socket): void {
    if (socket.isLive) return;
    keep<Socket>(socket);
    socket.isLive = true;
  }

  remove(socket: Socket): void {
    if (!socket.isLive) return;
    socket.isLive = false;
    letGo(socket);
  }

  /** Copies a decoration's addresses to a socket. Another fd with the same decoration is then the same socket. */
  describe(socket: Socket, transport: Transport, local: Text | null, peer: Text | null, identity: Text | null): void {
    socket.describe(transport, local, peer, identity);
  }

  /** The socket that a decoration names, if it is known. */
  named(_identity: Text | null): Socket | null {
    return null;
  }

  /** The sockets that have been idle for the longest time, if there are too many to remember them all; else null. The caller destroys the list. */
  idle(): List<Socket> | null {
    return this.size > MOST_SOCKETS ? createList<Socket>() : null;
  }

  clear(): void {}
}

export const live: LiveSockets = only<LiveSockets>();
