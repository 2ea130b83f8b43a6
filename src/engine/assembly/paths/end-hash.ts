/** Numbers for the two ends of a socket: what one process has here, the process at the other end has there. */
import { byteAt, endsWith, startsWith } from "../bytes";
import { Char, isDigit } from "../char";
import { Text } from "../heap/text";
import { Origin, Transport } from "../sockets/kinds";
import { Socket } from "../sockets/socket";
import { BASIS, hashOf, nextHash } from "./target-hash";

/** What HAProxy puts after the path of a Unix socket, and after its pid, until it has bound it: then it renames the socket. */
const TEMPORARY = ".tmp";

/** An IPv4 address, as a socket of IPv6 shows it (RFC 4291 section 2.5.5.2). */
const MAPPED = "[::ffff:";

/**
 * The number of a socket's own end; 0: the capture does not show it. A client of a Unix socket has no address but its inode; its server has the
 * path of the listener, as its clients know it.
 */
export function endHere(socket: Socket): i32 {
  const local = socket.local;
  if (socket.transport !== Transport.Unix) return local ? hashOfEnd(local) : numberInPair(socket, socket.id);
  const name = isAccepted(socket) && local ? local : socket.identity;
  return name ? hashOfEnd(name) : numberInPair(socket, socket.id);
}

/**
 * The number of the other end: of a Unix socket's server the path to which the client has connected, and of its client the inode. The inode
 * at the other end of one that was open before may be either's, so it says nothing.
 */
export function endThere(socket: Socket): i32 {
  const peer = socket.peer;
  if (!peer && !socket.identity) return numberInPair(socket, socket.twin);
  if (!peer || socket.transport !== Transport.Unix || !peer.beginsWith("inode")) return hashOfEnd(peer);
  return isAccepted(socket) || socket.origin === Origin.Socketpair ? hashOfEnd(peer) : 0;
}

/** True if the program is the server: a decoration shows the path of the listener to none but that. */
function isAccepted(socket: Socket): bool {
  return socket.origin === Origin.Accept || (socket.origin === Origin.Seen && socket.local !== null);
}

/** One call makes both ends of a pair, so they are known from one another without their inodes. */
function numberInPair(socket: Socket, id: i32): i32 {
  return socket.twin !== 0 ? <i32>nextHash(BASIS, id) : 0;
}

function hashOfEnd(end: Text | null): i32 {
  if (!end) return 0;
  if (!startsWith(end.start, end.end, MAPPED)) return hashOf(end.start, endOfPath(end.start, end.end));
  let hash = BASIS;
  for (let p = end.start + MAPPED.length; p < end.end; p++) {
    if (byteAt(p) !== Char.CloseBracket) hash = nextHash(hash, byteAt(p));
  }
  return <i32>hash;
}

/** The end of the path by which clients know a socket. */
function endOfPath(start: usize, end: usize): usize {
  if (!endsWith(start, end, TEMPORARY)) return end;
  const last = end - TEMPORARY.length;
  let p = last;
  while (p > start && isDigit(byteAt(p - 1))) p--;
  return p < last && p > start && byteAt(p - 1) === Char.Dot ? p - 1 : end;
}
