/**
 * What became of the response that was under way when its stream ended. The event at
 * hand ends it; if it is a reset, that stands in `reset`.
 */
import { EventKind } from "../../events/event-kind";
import { event } from "../../events/event-record";
import { filter } from "../../model/filter";
import { BlindSpot } from "../blind-spot";
import { ConnectionParts } from "../connection-parts";
import { decideUndeterminedFor } from "../decision";
import { BodyFraming, Cause, createExchange, Exchange, NOT_ANY } from "../exchange";
import {
  findDoubt,
  findHidden,
  firstLine,
  hidden,
  hiddenRetry,
  isEndSeen,
  isReadHidden,
  standing,
} from "../filtered/hidden";
import { isHider } from "../filtered/seen-whole";
import { About, judgement } from "../judgement";
import { keptEvent } from "../kept-event";
import { Request } from "../request";
import { hasWaited } from "../response/note-write";
import { Role } from "../role";
import { reportDebt } from "./debt";
import { setReset } from "./reset";
import { ending } from "./stream-ending";

/**
 * Judges the response that was under way at the end of the stream, or else the bytes that the program still owed.
 *
 * @param cause NOT_ANY if the capture ended, not the stream
 */
export function judgeLastResponse(parts: ConnectionParts, cause: i32): void {
  const isWhole = parts.requests.isWhole && parts.responses.mayGoOn;
  const exchange = parts.responses.abandon();
  const waited = exchange !== null && hasWaited(exchange, event.time);
  if (waited) parts.peer.plainEnd.waited(event.socket);
  const doubt = doubtAbout(exchange, parts, cause);
  if (exchange) {
    prepare(exchange, parts, cause, doubt, waited, parts.responses.latest !== null);
    if (ending.decide()) {
      judgement.begin(About.Response, exchange, exchange.cause, keptEvent());
      setReset();
      parts.reporter.submit();
      return;
    }
    const request = exchange.request;
    if (isWhole && request && isLeftUnanswered(parts, cause, request)) {
      reportUnanswered(parts, request, cause);
      return;
    }
    if (isWhole && request && isLeft(parts, cause, request) && doubt === NOT_ANY) {
      if (mayHideAnswer(parts)) {
        decideUndeterminedFor(exchange, BlindSpot.WritesNotTraced);
        judgement.begin(About.Response, exchange, NOT_ANY, keptEvent());
        parts.reporter.submit();
      } else reportUnanswered(parts, request, cause);
      return;
    }
  }
  if (doubt === NOT_ANY) reportDebt(parts, cause, hasHiddenRetry(parts));
}

function reportUnanswered(parts: ConnectionParts, request: Request, cause: i32): void {
  judgement.begin(About.Unanswered, null, cause, keptEvent());
  judgement.request = request;
  parts.reporter.submit();
}

/** After whole responses, the program shuts its side down: the oldest request that it has read is left unanswered. */
export function judgeUnanswered(parts: ConnectionParts, cause: i32): void {
  const request = parts.requests.waiting.oldest;
  const responses = parts.responses;
  if (!request || !parts.requests.isWhole || !responses.mayGoOn) return;
  if (responses.tunnel !== NOT_ANY || parts.blindSpot !== NOT_ANY) return;
  const exchange = createExchange(0, request);
  if (mayHideAnswer(parts) || parts.ring.mayHide(exchange) || !isLeft(parts, cause, request)) return;
  if (doubtAbout(exchange, parts, cause) !== NOT_ANY) return;
  reportUnanswered(parts, request, cause);
}

/** Programs write small answers by `write`, and those in two buffers by `writev`: the filter may hide one of them. */
function mayHideAnswer(parts: ConnectionParts): bool {
  return !filter.showsEveryWrite && (parts.responses.latest === null || isHider(event.socket));
}

/** Why the capture may hide calls of the connection, or show those of another one. */
export function doubtAbout(exchange: Exchange | null, parts: ConnectionParts, cause: i32): i32 {
  const peer = parts.peer;
  standing.role = parts.role;
  standing.cause = cause;
  standing.hasHungUp = peer.hasHungUp;
  standing.peerGone = peer.isGone;
  standing.hasRead = peer.hasRead;
  standing.exchange = exchange;
  return findDoubt();
}

/** True if the program ended the connection itself, while the client of this request waited. */
function isLeft(parts: ConnectionParts, cause: i32, request: Request): bool {
  const peer = parts.peer;
  const unsent = parts.unsent;
  const isHere = isEndSeen() && parts.role !== Role.Client && !peer.isGone && !peer.plainEnd.mayHaveLeft;
  return isHere && cause !== NOT_ANY && !request.isCut && unsent.owed === 0 && !unsent.isInDoubt;
}

/** True if the program is the client, and met the end of the stream while it waited for the first byte of this response. */
function isLeftUnanswered(parts: ConnectionParts, cause: i32, request: Request): bool {
  const isEnd = cause === Cause.Eof || cause === Cause.Reset;
  const isShown = ending.hidesAll === NOT_ANY && ending.hidesRest === NOT_ANY && ending.doubt === NOT_ANY;
  return isEnd && isShown && parts.role === Role.Client && !request.isCut && parts.blindSpot === NOT_ANY;
}

/** True if bytes that the kernel refused may have been offered again by a call that the capture does not show. */
export function hasHiddenRetry(parts: ConnectionParts): bool {
  return hiddenRetry(parts.refused, parts.peer.hasRead) !== NOT_ANY;
}

/**
 * Gathers what decides an exchange, for the host.
 *
 * @param hasAnswered the connection has shown an earlier response, or an interim one
 */
export function prepare(
  exchange: Exchange,
  parts: ConnectionParts,
  cause: i32,
  doubt: i32,
  waited: bool,
  hasAnswered: bool,
): void {
  const isClient = parts.role === Role.Client;
  const unsent = parts.unsent;
  const peer = parts.peer;
  const mayBeInRing = parts.ring.mayHide(exchange);
  if (mayBeInRing && exchange.hasResponse !== 0) exchange.pushSpot(BlindSpot.IoUring);
  const retry = hiddenRetry(parts.refused, peer.hasRead);
  const owed = unsent.owed !== 0 ? unsent.owed : unsent.failed;
  exchange.owedBytes = isClient || retry !== NOT_ANY ? 0 : owed;
  findHidden(parts.role, exchange, hasAnswered);
  ending.begin(exchange, false);
  ending.cause = cause;
  ending.owed = exchange.owedBytes;
  ending.hasFailed = unsent.owed === 0 ? 1 : 0;
  ending.peerGone = peer.isGone && !isClient ? 1 : 0;
  ending.peerMayHaveLeft = peer.plainEnd.mayHaveLeft && !isClient ? 1 : 0;
  const all = mayBeInRing ? BlindSpot.IoUring : hidden.all;
  ending.hidesAll = parts.blindSpot !== NOT_ANY ? parts.blindSpot : all;
  ending.hidesRest = retry !== NOT_ANY ? retry : hidden.rest;
  ending.hidesRefusal = hidden.refusal;
  ending.doubt = doubt !== NOT_ANY ? doubt : mispairedBy(exchange, parts);
  ending.hasWaited = waited ? 1 : 0;
  // or else a later response may be the open one
  ending.hasOpenEnd = parts.requests.waiting.count === 0 && hasOpenEnd(exchange) ? 1 : 0;
  ending.mayBeAnswer = event.kind === EventKind.Shutdown && !isClient && mayHideEnd(parts, exchange) ? 1 : 0;
  ending.isMeant = isMeant(exchange, cause) && !(cause === Cause.Exit && filter.hidesSignals) ? 1 : 0;
}

/** Why the response may answer another request, or none. Bytes that the kernel refused are missing all the same. */
function mispairedBy(exchange: Exchange, parts: ConnectionParts): i32 {
  if (parts.responses.whole.isUnasked(exchange))
    return exchange.spotCount > 0 ? exchange.spotAt(0) : BlindSpot.RequestNotSeen;
  // the answer to another request than the one that it was paired with
  const mayBeOther = parts.reporter.lost === BlindSpot.WritesNotTraced;
  return mayBeOther && parts.unsent.owed === 0 ? BlindSpot.WritesNotTraced : NOT_ANY;
}

/**
 * True if the last bytes of a chunked body are seen and cannot be its end. Without any blind
 * spot its framing says the same, and the bytes were not looked at.
 */
function hasOpenEnd(exchange: Exchange): bool {
  const last = exchange.lastAccepted;
  if (exchange.framing !== BodyFraming.Chunked || exchange.unseenEnd !== NOT_ANY || !last) return false;
  for (let i = 0; i < exchange.spotCount; i++) if (exchange.spotAt(i) !== BlindSpot.HeadCutByStringLimit) return false;
  return last.hasOpenTail !== 0;
}

/** True if neither the program's polls nor its reads would have shown an end of the peer's. */
function mayHideEnd(parts: ConnectionParts, exchange: Exchange): bool {
  return !filter.showsHangups || (isReadHidden(exchange, parts.peer.hasRead) && !filter.showsEveryWrite);
}

/** True if the end of the stream is what the program did for this response, and not what became of its process. */
function isMeant(exchange: Exchange, cause: i32): bool {
  const orders = event.socket.orders;
  if (cause !== Cause.Exit || !orders) return true;
  const signal = orders.signal;
  return !orders.hasFailed && (signal === null || signal.line < firstLine(exchange));
}
