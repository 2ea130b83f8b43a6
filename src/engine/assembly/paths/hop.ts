/**
 * What links an exchange to others: when it was, in which process, and what its thread had read before (core/paths/hop.ts). The host knows the
 * same fields in the same order (core/paths/hop-fields.ts).
 */
import { endsWith } from "../bytes";
import { Connection } from "../connections/connection";
import { OpenSocket } from "../connections/open-socket";
import { Conversation } from "../conversations/conversation";
import { isConversing } from "../conversations/judge-messages";
import { event } from "../events/event-record";
import { destroyList } from "../heap/list";
import { Text } from "../heap/text";
import { reportHops, reportOpenMessages } from "../host";
import { Exchange } from "../http1/exchange";
import { KeptEvent } from "../http1/kept-event";
import { Role } from "../http1/role";
import { DOTS } from "../http1/text-classes";
import { only } from "../memory";
import { lastUses } from "../sockets/last-uses";
import { Socket } from "../sockets/socket";
import { endHere, endThere } from "./end-hash";
import { nearby } from "./nearby";
import { hashOf } from "./target-hash";

@unmanaged
export class Hop {
  /** Seconds; NaN if the capture has no times. */
  requestTime: f64;
  responseTime: f64;
  endTime: f64;
  declaredBytes: f64;
  acceptedBytes: f64;
  /** What the host knows of a sealed stream (core/paths/hop-fields.ts). */
  turnBytes: f64;
  /** The number of its connection in the reports, and its index there. */
  connection: i32;
  index: i32;
  /** The id of its socket: hints refer to it. */
  socket: i32;
  process: i32;
  /** The thread that moved its bytes last. */
  thread: i32;
  /** ASSUMED and MET_END. */
  flags: i32;
  role: Role;
  /** Lines; 0: not seen. */
  requestLine: u32;
  responseLine: u32;
  endLine: u32;
  status: i32;
  /** A `Verdict`. */
  verdict: i32;
  /** Of the request's target; 0: not seen. */
  target: i32;
  /** What the thread had read last: of a request before it sent this one, of a response before it began this one, and before it ended it. */
  askedSocket: i32;
  askedLine: u32;
  receivedSocket: i32;
  receivedLine: u32;
  lastReceivedSocket: i32;
  lastReceivedLine: u32;
  /** Its two ends (end-hash.ts); 0 if they are not known, and of plain exchanges. */
  here: i32;
  there: i32;
  /** The line at which this was reported: lines of hops that come later are no earlier. */
  reportedLine: u32;
  /** As `turnBytes`. */
  turnAskedLine: u32;
  turnLastAskedLine: u32;
  turnFirstLine: u32;
  turnLastLine: u32;

  /** `by` decided it, or is the last call of an exchange that is not decided. */
  fill(
    socket: Socket,
    openSocket: OpenSocket,
    exchange: Exchange,
    index: i32,
    by: KeptEvent | null,
    isPlain: bool,
  ): void {
    const connection = openSocket.connection as Connection;
    const request = exchange.request;
    this.requestTime = request ? request.time : NaN;
    this.responseTime = exchange.responseTime;
    this.endTime = by ? by.endTime : NaN;
    this.declaredBytes = exchange.declaredBytes;
    this.acceptedBytes = exchange.acceptedBytes;
    this.connection = connection.id;
    this.index = index;
    this.socket = socket.id;
    this.process = openSocket.process;
    this.thread = openSocket.thread;
    this.flags = (openSocket.isProcessAssumed ? ASSUMED : 0) | (hasMetEnd(openSocket) ? MET_END : 0);
    this.role = connection.role;
    this.requestLine = request ? request.line : 0;
    this.responseLine = exchange.hasResponse !== 0 ? exchange.responseLine : 0;
    this.endLine = by ? by.endLine : 0;
    this.status = exchange.status;
    this.verdict = exchange.verdict;
    this.target = request ? numberOf(request.target) : 0;
    this.askedSocket = request ? request.askedSocket : 0;
    this.askedLine = request ? request.askedLine : 0;
    this.receivedSocket = exchange.receivedSocket;
    this.receivedLine = exchange.receivedLine;
    this.lastReceivedSocket = nearby.receivedSocket;
    this.lastReceivedLine = nearby.receivedLine;
    this.here = isPlain ? 0 : endHere(socket);
    this.there = isPlain ? 0 : endThere(socket);
    this.reportedLine = event.endLine;
    this.turnAskedLine = 0; // then the others are not looked at
  }
}

/** Flags: it is an assumption that the threads of the process are of one; the program has met the end of what its peer sends. */
const ASSUMED: i32 = 1;
const MET_END: i32 = 4;

function hasMetEnd(openSocket: OpenSocket): bool {
  const http = openSocket.http;
  if (!http) return false;
  const peer = http.peer;
  return peer.end !== null || peer.sendsNoMore || peer.isGone || peer.wasReset || peer.wasResetByWrite;
}

/** The number of a target; 0 for one of which the capture hides the rest: many others may begin so. */
function numberOf(target: Text): i32 {
  return endsWith(target.start, target.end, DOTS) ? 0 : hashOf(target.start, target.end);
}

const BAD_GATEWAY: i32 = 502;

/** So many wait for the host. */
const MOST: i32 = 128;
const hops: usize = memory.data(MOST * offsetof<Hop>(), 8);

/** Hops on their way to the host. */
@unmanaged
class Hops {
  private count: i32;
  /** True once the program has asked a server: before, no exchange can belong to another one of its process. */
  private hasAsked: bool;
  /** True while the host wants to judge plain exchanges of servers: one of them may hide a loss. */
  wantsPlain: bool;

  /** An exchange of the socket at hand is over. `isPlain`: there is no more to say of it. */
  add(openSocket: OpenSocket, exchange: Exchange, index: i32, by: KeptEvent | null, isPlain: bool): void {
    if (openSocket.role === Role.Client) this.hasAsked = true;
    if (isPlain && !this.hasAsked) return;
    this.push(event.socket, openSocket, exchange, index, by, isPlain);
    if (!isPlain || this.wants(openSocket.role, exchange) || this.count === MOST) this.handOver(false);
  }

  /** True if the host wants to judge a plain exchange: it may hide a loss. A program that asked a server may answer 502 in place of what it got. */
  wants(role: Role, exchange: Exchange): bool {
    return role !== Role.Client && (this.wantsPlain || (this.hasAsked && exchange.status === BAD_GATEWAY));
  }

  /** Hands over the exchanges that are not decided: those of requests that were sent on a line or later. */
  handOverOpen(from: u32): void {
    this.handOver(false);
    const used = lastUses.since(from); // of thousands of kept connections nearly all have been idle since
    for (let at = 0; at < used.length; at++) {
      const socket = used.at(at);
      const follower = socket.follower;
      if (follower) this.pushOpen(socket, changetype<OpenSocket>(follower), from);
    }
    destroyList<Socket>(used);
    this.handOver(true);
  }

  private pushOpen(socket: Socket, openSocket: OpenSocket, from: u32): void {
    const http = openSocket.http;
    if (!http || !openSocket.connection) return;
    if (isConversing(http)) {
      showOpenMessages(socket, openSocket, http.conversation as Conversation);
      return;
    }
    const exchange = http.undecided;
    const request = exchange ? exchange.request : null;
    if (!exchange || !request || request.line < from) return;
    if (this.count === MOST) this.handOver(true);
    this.push(socket, openSocket, exchange, openSocket.exchanges, exchange.lastAccepted, false);
  }

  private push(
    socket: Socket,
    openSocket: OpenSocket,
    exchange: Exchange,
    index: i32,
    by: KeptEvent | null,
    isPlain: bool,
  ): void {
    changetype<Hop>(hops + this.count * offsetof<Hop>()).fill(socket, openSocket, exchange, index, by, isPlain);
    this.count++;
  }

  /** The host takes them. */
  private handOver(areOpen: bool): void {
    if (this.count > 0) reportHops(hops, this.count, areOpen);
    this.count = 0;
  }
}

/** What all messages have that are under way on a connection. */
const ofConnection: usize = memory.data(offsetof<Hop>(), 8);

/** The host knows the messages of a connection that does not speak HTTP/1. */
function showOpenMessages(socket: Socket, openSocket: OpenSocket, conversation: Conversation): void {
  const calls = conversation.calls;
  changetype<Hop>(ofConnection).fill(socket, openSocket, calls, openSocket.exchanges, calls.lastAccepted, false);
  reportOpenMessages(ofConnection, conversation.id);
}

export const pendingHops: Hops = only<Hops>();

/** The host wants to judge plain exchanges of servers from now on, or no longer. */
export function wantPlainHops(isWanted: bool): void {
  pendingHops.wantsPlain = isWanted;
}

/** Reports the exchanges that are not decided: those of requests that were sent on this line or later. */
export function openHops(from: u32): void {
  pendingHops.handOverOpen(from);
}
