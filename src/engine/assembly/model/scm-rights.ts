/**
 * Sockets that were sent over a Unix socket (SCM_RIGHTS, unix(7)) and not received yet. The kernel
 * keeps such a socket open, so the sender's close does not end it. If strace does not follow the receiver, the socket never
 * arrives here.
 */
import { create, destroy } from "../heap/allocate";
import { keep, letGo } from "../heap/counted";
import { List } from "../heap/list";
import { Text } from "../heap/text";
import { only } from "../memory";
import { Socket } from "../sockets/socket";

/** Sockets under way at most. If more are, their receivers are not traced: those that were sent first are forgotten. */
const MOST: i32 = 1024;

/** A socket under way, and its identity when it was sent. */
@unmanaged
class Sent {
  socket: Socket;
  identity: Text | null;
}

/** In the order in which they were sent; one that was sent twice is under way twice. */
const underWay: List<Sent> = only<List<Sent>>();

/** @returns the socket that is forgotten, if there are too many; null otherwise */
export function sendSocket(socket: Socket): Socket | null {
  socket.references++;
  const sent = create<Sent>();
  const identity = socket.identity;
  sent.socket = keep<Socket>(socket);
  sent.identity = identity ? keep<Text>(identity) : null;
  underWay.push(sent);
  return underWay.length > MOST ? takeOut(0) : null;
}

/** The socket that arrives: the one with this identity; without an identity (no `-yy`), the one sent first. */
export function receiveSocket(identity: Text | null): Socket | null {
  const index = indexOf(identity);
  return index < 0 ? null : takeOut(index);
}

function indexOf(identity: Text | null): i32 {
  if (!identity) return underWay.length > 0 ? 0 : -1;
  let unnamed = -1;
  for (let index = 0; index < underWay.length; index++) {
    const sent = underWay.at(index);
    const then = sent.identity;
    if (then && then.equals(identity)) return index;
    const now = sent.socket.identity;
    if (!then && unnamed < 0 && now && now.equals(identity)) unnamed = index;
  }
  return unnamed;
}

function takeOut(index: i32): Socket {
  const sent = underWay.at(index);
  const socket = sent.socket;
  underWay.remove(index);
  letGo(sent.identity);
  letGo(socket); // it lasts until the line ends
  destroy<Sent>(sent);
  return socket;
}
