/** What the capture may hide of a connection. A blind spot; NOT_ANY: there is no doubt. */

import { isNumber } from "../../arguments/integer";
import { NO_PID } from "../../call/current-call";
import { Buffers, callAt } from "../../calls/call";
import { Effect } from "../../calls/effect";
import { NO_CALL } from "../../calls/names";
import { EndedBy, EventKind } from "../../events/event-kind";
import { event } from "../../events/event-record";
import { mayHaveHungUp } from "../../events/socket-facts";
import { homeOf } from "../../fds/fd-table";
import { only } from "../../memory";
import { filter } from "../../model/filter";
import { Origin } from "../../sockets/kinds";
import { Socket } from "../../sockets/socket";
import { BlindSpot } from "../blind-spot";
import { BodyFraming, Cause, Exchange, NOT_ANY } from "../exchange";
import { KeptEvent } from "../kept-event";
import { Role } from "../role";
import { SeenWhole, seenOf } from "./seen-whole";

/** Why a capture may hide calls that carried a response. */
@unmanaged
export class Hidden {
  /** All of a response of which nothing was seen. */
  all: i32;
  /** The rest of one that was seen in part. */
  rest: i32;
  /** That the kernel refused bytes of one that lasts until the close. */
  refusal: i32;

  set(all: i32, rest: i32, refusal: i32): void {
    this.all = all;
    this.rest = rest;
    this.refusal = refusal;
  }
}

export const hidden: Hidden = only<Hidden>();

/**
 * What the capture may hide of the calls that carried a response, reads if the program is the client: it stands in `hidden`. The
 * event at hand ends the stream.
 *
 * @param hasAnswered the connection has shown an earlier response, or an interim one
 */
export function findHidden(role: Role, exchange: Exchange, hasAnswered: bool): void {
  if (role === Role.Client) findHiddenReads(exchange);
  else findHiddenWrites(exchange, hasAnswered);
}

/**
 * `-e trace=network` has sendfile, and neither write nor splice; a list of calls by hand may lack any of them. What proves
 * all the same that nothing is hidden: the program's other responses, written alike, were seen whole; or calls of `desc` show,
 * and the body begins in a plain `write` beside plain reads and closes, or it has had a write of its own. nginx and lighttpd
 * go on with `sendfile` after a `writev`, and HAProxy with `splice` after a `sendto`, within one body: such a write proves
 * nothing until a call of that kind shows. Without `-f` there is no pid, and another thread may have answered.
 */
function findHiddenWrites(exchange: Exchange, hasAnswered: bool): void {
  const socket = event.socket;
  const seen = seenOf(socket);
  const mayBeOther = !isEndSeen() && filter.showsDesc; // the request may be answered on the new socket: nothing is said
  const hasSeenAny = seen !== null && seen.hasAny;
  const isShown = hasAnswered || hasSeenAny || (filter.showsEveryWrite && event.pid !== NO_PID);
  const all = isShown || mayBeOther ? NOT_ANY : BlindSpot.WritesNotTraced;
  if (filter.showsEveryWrite) {
    hidden.set(all, NOT_ANY, NOT_ANY);
    return;
  }
  const last = exchange.lastAccepted;
  const call = last ? last.call : NO_CALL;
  const isSplit = last !== exchange.head && (isCopy(call) || filter.showsCopies);
  const isPlain = filter.showsPlainCalls && call !== NO_CALL && callAt(call).isNamed("write");
  const hasBody = exchange.hasResponse !== 0 && exchange.acceptedBytes > 0;
  // a CGI program may write the rest of the head by an fd of its own
  const isHeadWhole = exchange.hasResponse === 0 || exchange.framing !== BodyFraming.Unknown;
  const isAlike = isHeadWhole && hasLike(seen, exchange);
  const isBodyShown = hasBody && filter.showsDesc;
  const hides = seen !== null && seen.hides;
  const isProved = (isAlike || (isBodyShown && (isPlain || isSplit))) && !socket.saysMore && !hides;
  const rest = isProved ? NOT_ANY : BlindSpot.WritesNotTraced;
  hidden.set(all, rest, isAlike || isBodyShown ? NOT_ANY : BlindSpot.WritesNotTraced);
}

/** True if a response of the process, written alike and at least as long, was seen whole. */
function hasLike(seen: SeenWhole | null, exchange: Exchange): bool {
  return seen ? seen.hasLike(exchange, bytesOfBody(exchange)) : false;
}

/** The declared bytes, or else the accepted ones; 0 if neither is known. */
function bytesOfBody(exchange: Exchange): f64 {
  if (exchange.hasResponse === 0) return 0;
  if (isNumber(exchange.declaredBytes)) return exchange.declaredBytes;
  return !isNumber(exchange.acceptedBytes) ? 0 : exchange.acceptedBytes;
}

/** True for the calls that move the bytes of a file or a pipe: a body that goes by one of them ends so. */
export function isCopy(call: i32): bool {
  if (call === NO_CALL) return false;
  const effect = callAt(call).effect;
  return effect === Effect.Sendfile || effect === Effect.Splice;
}

/** `-e trace=network` includes recvfrom and not read. A client that uses recvfrom for head and end uses it throughout. */
function findHiddenReads(exchange: Exchange): void {
  const head = exchange.head;
  const usesRecv = receives(head ? head.call : event.call) && receives(event.call);
  const spot = usesRecv || filter.showsPlainReads ? NOT_ANY : BlindSpot.ReadsNotTraced;
  hidden.set(spot, spot, NOT_ANY);
}

/** True for the calls that take bytes from sockets alone. */
function receives(call: i32): bool {
  return call !== NO_CALL && callAt(call).effect === Effect.Read && callAt(call).isNetwork;
}

/**
 * Why bytes that the kernel refused may have been offered again by a call that the capture does not show. A short `writev`
 * may leave a single buffer: libuv writes it by `write`, bun by `sendto`. The program offers what `EAGAIN` refused again by the
 * same call.
 *
 * @param refused the last write that the kernel refused, at the end of a stream
 * @param hasRead the capture shows a read from the connection
 */
export function hiddenRetry(refused: KeptEvent | null, hasRead: bool): i32 {
  if (!refused || !isVector(refused.call) || refused.moved === 0) return NOT_ANY;
  const seen = seenOf(event.socket);
  const isKnownToHide = !hasRead || (seen !== null && seen.hides);
  return isKnownToHide && !filter.showsSingle(refused.call) ? BlindSpot.WritesNotTraced : NOT_ANY;
}

/** True for the calls that write several buffers. */
function isVector(call: i32): bool {
  if (call === NO_CALL) return false;
  const row = callAt(call);
  return row.effect === Effect.Write && row.buffers !== Buffers.None && row.buffers !== Buffers.Single;
}

/** True if the head of a response on the same connection may have gone by a call that the capture does not show. */
export function mayHideHead(): bool {
  return event.kind === EventKind.Write && !filter.showsEveryWrite && !isReusedUnseen(event.socket);
}

/** What is known of a connection when its stream ends by the event at hand. */
@unmanaged
export class Standing {
  role: Role;
  /** A `Cause`, or NOT_ANY. */
  cause: i32;
  /** The kernel reported a hang-up of both directions, and the filter may hide the shutdown that caused it. */
  hasHungUp: bool;
  peerGone: bool;
  /** The capture shows a read from the connection. */
  hasRead: bool;
  /** The response under way, or the request without one; null if there is neither. */
  exchange: Exchange | null;
}

export const standing: Standing = only<Standing>();

/** Why the capture may not show all calls of the connection that stands in `standing`, or may show calls of another one. */
export function findDoubt(): i32 {
  const socket = event.socket;
  const cause = standing.cause;
  const isUnseen = event.kind === EventKind.End && event.by === EndedBy.Unseen;
  if (socket.mayBeTwo || isUnseen) return BlindSpot.ThreadsNotTraced;
  if (socket.mayLiveOn && !standing.peerGone && !isEndSeen()) return BlindSpot.ThreadsNotTraced;
  if (filter.hidesSuccesses && cause !== NOT_ANY) return BlindSpot.WritesNotTraced;
  if (isReusedUnseen(socket) && mayBeOther()) return BlindSpot.ThreadsNotTraced;
  if (standing.role === Role.Client || standing.peerGone || cause === NOT_ANY) return NOT_ANY;
  if (standing.hasHungUp) return BlindSpot.ShutdownNotTraced;
  // of a peer that is gone, it would have failed
  if (filter.hidesFailures && event.kind !== EventKind.Shutdown) return BlindSpot.ReadsNotTraced;
  const mayBeClose = cause === Cause.Close || (cause === Cause.Exit && !filter.showsClose); // closed long before, unseen
  return mayBeClose && mayAnswerHangup(socket) ? BlindSpot.ReadsNotTraced : NOT_ANY;
}

/**
 * True if the capture has neither `accept` nor `close`, and strace printed no names: the number may come to stand for
 * another connection at any time, and no line shows it.
 */
export function isReusedUnseen(socket: Socket): bool {
  return socket.identity === null && socket.origin === Origin.Seen && !filter.showsClose && !filter.showsAccept;
}

/**
 * A shutdown that succeeds is taken for that of the connection whose bytes were seen before it: nothing else shows its end
 * there. One that fails, and a write that does, may have met the reset of a later connection.
 */
function mayBeOther(): bool {
  if (!standing.exchange) return false;
  if (standing.peerGone) return true;
  return standing.cause !== NOT_ANY && (standing.role === Role.Client || event.kind !== EventKind.Shutdown);
}

/**
 * True if the program may have closed because it learned that its peer is gone: by a read that does not show, by a poll that
 * does not, or by a poll that does not show which socket it is about.
 */
function mayAnswerHangup(socket: Socket): bool {
  const exchange = standing.exchange;
  if (!filter.showsHangups || (isReadHidden(exchange, standing.hasRead) && !filter.showsEveryWrite)) return true;
  const home = homeOf(socket);
  if (!home) return false;
  return (home.waitsByPolls && !filter.showsWaits) || mayHaveHungUp(socket, socket.fd, firstLine(exchange));
}

/** True if a response was written on a connection of which no read shows: a read may have met the peer's end. */
export function isReadHidden(exchange: Exchange | null, hasRead: bool): bool {
  return exchange !== null && !exchange.request && exchange.spotCount === 0 && !hasRead;
}

/** The first line that is known of an exchange. */
export function firstLine(exchange: Exchange | null): u32 {
  if (!exchange) return 0;
  const request = exchange.request;
  if (request) return request.line;
  return exchange.hasResponse !== 0 ? exchange.responseLine : 0;
}

/** False if a new socket has the fd's number, and the capture shows no call that ended the old one. */
export function isEndSeen(): bool {
  return event.kind !== EventKind.End || event.by !== EndedBy.Reuse;
}
