/** What the tests ask of the parts of a connection: one socket, one peer and one exchange, of which the test says all facts. */
import { moved } from "../../../src/engine/assembly/buffers/pieces";
import { event } from "../../../src/engine/assembly/events/event-record";
import { createTable, FdTable } from "../../../src/engine/assembly/fds/fd-table";
import { destroyUnused, keep, letGo } from "../../../src/engine/assembly/heap/counted";
import { Text, textOf } from "../../../src/engine/assembly/heap/text";
import { closing, findReset, reset } from "../../../src/engine/assembly/http1/ending/reset";
import { createExchange, Exchange } from "../../../src/engine/assembly/http1/exchange";
import {
  findDoubt,
  findHidden,
  hidden,
  hiddenRetry,
  isEndSeen,
  mayHideHead,
  standing,
} from "../../../src/engine/assembly/http1/filtered/hidden";
import { addHider, addSeen, isHider, seenOf } from "../../../src/engine/assembly/http1/filtered/seen-whole";
import { beginEventToKeep, keptEvent } from "../../../src/engine/assembly/http1/kept-event";
import { createPeer, destroyPeer, Peer } from "../../../src/engine/assembly/http1/peer";
import { createRequest } from "../../../src/engine/assembly/http1/request";
import { createSocket, Socket } from "../../../src/engine/assembly/sockets/socket";

let socket: Socket = keep<Socket>(createSocket(1, 0, 1, 7));
let table: FdTable = keep<FdTable>(createTable());
let peer: Peer = createPeer();
let exchange: Exchange = keep<Exchange>(createExchange(0, null));

/** A new socket and a new peer. The text has the local address, the peer's and the identity; a length of -1: there is none. */
export function beginSocket(origin: i32, transport: i32, from: usize, local: i32, other: i32, identity: i32): void {
  letGo(socket);
  socket = keep<Socket>(createSocket(1, origin, 1, 7));
  socket.transport = transport;
  socket.local = textAt(from, local);
  socket.peer = textAt(from + max(local, 0), other);
  socket.identity = textAt(from + max(local, 0) + max(other, 0), identity);
  destroyPeer(peer);
  peer = createPeer();
  event.socket = socket;
}

function textAt(from: usize, length: i32): Text | null {
  return length < 0 ? null : textOf(from, from + length);
}

/** A bit for each fact, in the order of the test. */
export function setFlags(bits: i32): void {
  socket.writeShut = (bits & 1) !== 0;
  socket.isShuttingDown = (bits & 2) !== 0;
  socket.hasNoRoom = (bits & 4) !== 0;
  socket.saysMore = (bits & 8) !== 0;
  socket.mayBeTwo = (bits & 16) !== 0;
  socket.mayLiveOn = (bits & 32) !== 0;
  socket.hasCarried = (bits & 64) !== 0;
}

/** The table that got the socket last; without one, the socket has no home. */
export function setHome(hasHome: bool, waits: i32, hangup: u32): void {
  letGo(table);
  table = keep<FdTable>(createTable());
  table.waits = waits;
  table.hangUpUnplaced(hangup);
  socket.home = hasHome ? table : null;
}

export function setEvent(kind: i32, line: u32, time: f64, asked: f64, bytes: f64, returned: i32, call: i32): void {
  event.kind = kind;
  event.line = line;
  event.endLine = line;
  event.time = time;
  event.endTime = time;
  event.asked = asked;
  event.moved = bytes;
  event.returned = returned;
  event.call = call;
  event.errorEnd = 0;
  event.pid = 1;
  moved.clear();
  if (bytes > 0) moved.add().setUnseen(bytes);
  beginEventToKeep();
}

export function setErrorText(start: usize, end: usize): void {
  event.setError(start, end);
}

export function setEndedBy(by: i32, pid: i32): void {
  event.by = by;
  event.pid = pid;
}

/** What the event at hand means for the peer. */
export function tellPeer(which: i32): void {
  if (which === 0) peer.read();
  else if (which === 1) peer.readHangup();
  else if (which === 2) peer.shutdownFailed();
  else if (which === 3) peer.writeFailed();
  else if (which === 4) peer.hangup();
  else if (which === 5) peer.plainEnd.write();
  else if (which === 6) peer.plainEnd.writable();
  else peer.plainEnd.waited(socket);
  destroyUnused();
}

/** What is known of the peer, a bit for each. */
export function peerFacts(line: u32): i32 {
  const end = peer.end;
  let facts = peer.isGone ? 1 : 0;
  if (peer.sendsNoMore) facts |= 2;
  if (peer.wasReset) facts |= 4;
  if (peer.hasHungUp) facts |= 8;
  if (peer.hasRead) facts |= 16;
  if (peer.plainEnd.mayHaveLeft) facts |= 32;
  if (peer.hadLeftBefore(line)) facts |= 64;
  return end ? facts | ((<i32>end.line) << 7) : facts;
}

/** Why the end at hand resets the connection, as `ResetBy`; -1: it does not. The shutdown's time is NaN without one. */
export function resetOfClose(
  lingersZero: bool,
  hasUnread: bool,
  unread: f64,
  shutdown: f64,
  isAnswered: bool,
  answered: u32,
): i32 {
  socket.resetsOnClose = lingersZero;
  closing.hasUnread = hasUnread;
  closing.unreadBytes = unread;
  closing.shutdownTime = shutdown;
  closing.isAnswered = isAnswered;
  closing.answeredLine = answered;
  findReset(peer);
  return reset.by;
}

export function resetUnread(): f64 {
  return reset.unreadBytes;
}

export function isResetCertain(): bool {
  return reset.isCertain;
}

/** A new exchange. A framing of -1: it has no response. */
export function beginExchange(hasRequest: bool, framing: i32, declared: f64, accepted: f64, verdict: i32): void {
  letGo(exchange);
  const nothing = textOf(0, 0);
  exchange = keep<Exchange>(createExchange(0, hasRequest ? createRequest(nothing, nothing, 3, false) : null));
  exchange.verdict = verdict;
  if (framing < 0) return;
  exchange.beginResponse(4);
  exchange.framing = framing;
  exchange.declaredBytes = declared;
  exchange.acceptedBytes = accepted;
}

/** The event at hand is one of the calls of the exchange. */
export function setCallOfExchange(which: i32): void {
  if (which === 0) exchange.setHead(keptEvent());
  else if (which === 1) exchange.setLastAccepted(keptEvent());
  else exchange.setRefused(keptEvent());
}

export function addSpotToExchange(spot: i32): void {
  exchange.addSpot(spot);
}

export function spotsOfExchange(): i32 {
  return exchange.spotCount;
}

export function seeExchange(): void {
  addSeen(socket, exchange);
}

export function hideWrites(): void {
  addHider(socket);
}

/** A bit each: a response of the process was seen whole, and none had hidden bytes; some of its writes are hidden. */
export function seenFacts(): i32 {
  const seen = seenOf(socket);
  return (seen !== null && seen.hasAny ? 1 : 0) + (isHider(socket) ? 2 : 0);
}

/** True if a response like the exchange, with as many bytes of body, was seen whole. */
export function hasSeenLike(bytes: f64): bool {
  const seen = seenOf(socket);
  return seen !== null && seen.hasLike(exchange, bytes);
}

export function isEndShown(): bool {
  return isEndSeen();
}

/** What the capture may hide of the exchange: all, the rest, the refusal. */
export function hiddenPart(which: i32, role: i32, hasAnswered: bool): i32 {
  findHidden(role, exchange, hasAnswered);
  return which === 0 ? hidden.all : which === 1 ? hidden.rest : hidden.refusal;
}

export function retryOfExchange(hasRead: bool): i32 {
  return hiddenRetry(exchange.refused, hasRead);
}

export function mayHeadBeHidden(): bool {
  return mayHideHead();
}

/** A bit for each: a hang-up was reported, the peer is gone, a read was seen, the exchange stands. */
export function doubtOfEnd(role: i32, cause: i32, bits: i32): i32 {
  standing.role = role;
  standing.cause = cause;
  standing.hasHungUp = (bits & 1) !== 0;
  standing.peerGone = (bits & 2) !== 0;
  standing.hasRead = (bits & 4) !== 0;
  standing.exchange = (bits & 8) !== 0 ? exchange : null;
  return findDoubt();
}
