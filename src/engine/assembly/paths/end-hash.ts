/** Numbers for the two ends of a socket: what one process has here, the process at the other end has there. */
import { byteAt, startsWith } from "../bytes";
import { Char } from "../char";
import { Text } from "../heap/text";
import { Transport } from "../sockets/kinds";
import { Socket } from "../sockets/socket";
import { BASIS, hashOf, nextHash } from "./target-hash";

/** An IPv4 address, as a socket of IPv6 shows it (RFC 4291 section 2.5.5.2). */
const MAPPED = "[::ffff:";

/** The number of a socket's own end; 0: the capture does not show it. Two Unix sockets know each other by their inodes. */
export function endHere(socket: Socket): i32 {
  const identity = socket.transport === Transport.Unix ? socket.identity : socket.local;
  return hashOfEnd(identity);
}

/** The number of the other end. The path of a Unix socket is that of the listener, which many connections have. */
export function endThere(socket: Socket): i32 {
  const peer = socket.peer;
  if (!peer || (socket.transport === Transport.Unix && !peer.beginsWith("inode"))) return 0;
  return hashOfEnd(peer);
}

function hashOfEnd(end: Text | null): i32 {
  if (!end) return 0;
  if (!startsWith(end.start, end.end, MAPPED)) return hashOf(end.start, end.end);
  let hash = BASIS;
  for (let p = end.start + MAPPED.length; p < end.end; p++) {
    if (byteAt(p) !== Char.CloseBracket) hash = nextHash(hash, byteAt(p));
  }
  return <i32>hash;
}
