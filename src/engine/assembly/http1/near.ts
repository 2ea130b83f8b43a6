/** Whether both ends of a socket are on one host. */
import { areSame } from "../blocks";
import { byteAt, startsWith } from "../bytes";
import { Char } from "../char";
import { Text } from "../heap/text";
import { Transport } from "../sockets/kinds";
import { Socket } from "../sockets/socket";

/** True if both ends are on one host: a reset arrives before the call that caused it returns. */
export function isNear(socket: Socket): bool {
  const local = socket.local;
  const peer = socket.peer;
  if (socket.transport === Transport.Unix || isLoopback(local) || isLoopback(peer)) return true;
  if (!local || !peer) return false;
  const host = hostLength(local); // what a host sends to its own address goes through the loopback interface
  return host === hostLength(peer) && areSame(local.start, peer.start, host);
}

/** The length of an address without its port. */
function hostLength(address: Text): i32 {
  let length = address.length;
  while (length > 0 && byteAt(address.start + length - 1) !== Char.Colon) length--;
  if (length > 0) return length - 1;
  return max(0, address.length - 1); // as `slice(0, -1)` of a text without a colon
}

function isLoopback(address: Text | null): bool {
  if (!address) return false;
  const start = address.start;
  const end = address.end;
  return startsWith(start, end, "127.") || startsWith(start, end, "[::1]") || startsWith(start, end, "[::ffff:127.");
}
