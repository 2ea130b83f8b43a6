/** The other end of a connection, while it is open. */

import { isNumber } from "../arguments/integer";
import { followed } from "../connections/followed";
import { OpenSocket } from "../connections/open-socket";
import { event } from "../events/event-record";
import { Exchange } from "../http1/exchange";
import { Role } from "../http1/role";
import { live } from "../sockets/live-sockets";
import { Socket } from "../sockets/socket";
import { endHere, endThere } from "./end-hash";

/**
 * True if a socket is open that may be the other end of the connection at hand, and on which the program still answers: by the addresses of
 * both or, as far as the capture does not show them, because another process has sent a response of the same length in part.
 */
export function isOtherEndOpen(): bool {
  const own = event.socket;
  const connection = followed.connection;
  if (!connection) return false;
  const ownOpen = changetype<OpenSocket>(own.follower);
  let socket = live.first;
  while (socket) {
    if (socket !== own && isOtherEnd(own, ownOpen, socket)) return true;
    socket = socket.later;
  }
  return false;
}

function isOtherEnd(own: Socket, ownOpen: OpenSocket, other: Socket): bool {
  const follower = other.follower;
  if (!follower) return false;
  const openSocket = changetype<OpenSocket>(follower);
  if (openSocket.role === Role.Client || !openSocket.connection) return false;
  const here = endHere(own);
  const there = endThere(own);
  const otherHere = endHere(other);
  const otherThere = endThere(other);
  if (contradicts(here, otherThere) || contradicts(there, otherHere)) return false;
  if (here !== 0 && there !== 0 && otherHere !== 0 && otherThere !== 0) return true;
  return openSocket.process !== ownOpen.process && isAlike(latestOf(ownOpen), latestOf(openSocket));
}

function contradicts(one: i32, other: i32): bool {
  return one !== 0 && other !== 0 && one !== other;
}

function latestOf(openSocket: OpenSocket): Exchange | null {
  const http = openSocket.http;
  return http ? http.latest : null;
}

/** True if both responses declare the same length, or none. */
function isAlike(one: Exchange | null, other: Exchange | null): bool {
  if (!one || !other) return false;
  return isNumber(one.declaredBytes) ? one.declaredBytes === other.declaredBytes : !isNumber(other.declaredBytes);
}

/**
 * True if a program that may be the one of the connection at hand answers a request at present: it may pass on, or hide, what is missing
 * here.
 */
export function isAnswering(): bool {
  const own = changetype<OpenSocket>(event.socket.follower);
  let socket = live.last; // what is answered at present came lately
  while (socket) {
    const follower = socket.follower;
    if (follower && answersFor(own, changetype<OpenSocket>(follower))) return true;
    socket = socket.earlier;
  }
  return false;
}

function answersFor(own: OpenSocket, other: OpenSocket): bool {
  const http = other.http;
  if (!http || other === own || other.role === Role.Client) return false;
  const isOfProcess = other.process === own.process || other.isProcessAssumed || own.isProcessAssumed;
  return isOfProcess && (http.conversation !== null || http.undecided !== null || http.requests.waiting.count > 0);
}
