/** What decorations say of sockets, in words that outlive the line. */
import { endpoints } from "../decorations/endpoints";
import { Text, textOf } from "../heap/text";
import { Transport } from "../sockets/kinds";
import { live } from "../sockets/live-sockets";
import { Socket } from "../sockets/socket";

function textOrNull(start: usize, end: usize): Text | null {
  return end === 0 ? null : textOf(start, end);
}

/** The identity in the decoration that was read last; null without one. */
export function identityRead(): Text | null {
  return textOrNull(endpoints.identityStart, endpoints.identityEnd);
}

/** Copies what the decoration says that was read last. Another fd with the same decoration is then the same socket. */
export function describeAsRead(socket: Socket): void {
  const local = textOrNull(endpoints.localStart, endpoints.localEnd);
  const peer = textOrNull(endpoints.peerStart, endpoints.peerEnd);
  live.describe(socket, endpoints.transport, local, peer, identityRead());
}

/** True if the decoration that was read last names another socket. */
export function namesOther(socket: Socket): bool {
  return socket.isOtherThan(endpoints.transport, identityRead()) || isOtherEnd(socket);
}

/**
 * True if the decoration's own address is the one to which the socket is connected: it names the other end of such a connection. Another
 * process has it under the same number, and the socket's own addresses have not shown yet.
 */
function isOtherEnd(socket: Socket): bool {
  const peer = socket.peer;
  if (!peer || endpoints.transport !== Transport.Tcp || endpoints.localEnd === 0 || endpoints.peerEnd === 0)
    return false;
  if (!peer.is(endpoints.localStart, endpoints.localEnd)) return false;
  return !peer.is(endpoints.peerStart, endpoints.peerEnd); // a socket may be connected to itself (RFC 9293 section 3.5)
}
