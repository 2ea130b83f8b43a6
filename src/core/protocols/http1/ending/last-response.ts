import type { SocketEvent, WriteEvent } from "../../../sockets/event.js";
import type { BlindSpotCode } from "../../blind-spot.js";
import { type Decision, decide, undetermined } from "../../decision.js";
import { type Cause, type Exchange, newExchange, type Request } from "../../exchange.js";
import type { Reset } from "../../judgement.js";
import { hasOpenEnd } from "../chunks/open-end.js";
import type { ConnectionParts } from "../connection-parts.js";
import { doubtOf, hiddenOf, hiddenRetry, isEndSeen, isReadHidden } from "../filtered/hidden.js";
import { hasWaited } from "../response/note-write.js";
import { debtOf } from "./debt.js";
import { judgeEnd } from "./judge-end.js";

/** How the stream of a connection ended. */
export interface StreamEnd {
  /** Null if the capture ended, not the stream. */
  readonly cause: Cause | null;
  readonly by: SocketEvent;
  readonly reset: Reset | null;
  /** Something that cannot be read may have been a response to a request of which none was seen. */
  readonly blindSpot: BlindSpotCode | null;
  /** The last write of a response that was short or refused; null if there was none. */
  readonly refused: WriteEvent | null;
  /** The call that answered an earlier request does not show: which request a response answers is not known. */
  readonly mayBeOther: boolean;
}

/** Judges the response that was under way at the end of the stream, or else the bytes that the program still owed. */
export function judgeLastResponse(parts: ConnectionParts, end: StreamEnd): void {
  const { requests, responses, peer, reporter } = parts;
  const { cause, by, reset } = end;
  const isWhole = requests.isWhole && responses.mayGoOn;
  const exchange = responses.abandon();
  const waited = exchange !== null && hasWaited(exchange, by.time);
  if (waited) peer.plainEnd.waited(by.socket);
  const doubt = doubtAbout(exchange, parts, end);
  if (exchange) {
    const decision = decisionOn(exchange, parts, { ...end, doubt, waited });
    if (decision) {
      decide(exchange, decision);
      reporter.submit({ about: "response", exchange, cause: exchange.cause, by, reset });
      return;
    }
    if (isWhole && exchange.request && isLeft(parts, end, exchange.request) && !doubt) {
      if (mayHideAnswer(parts, by)) {
        decide(exchange, undetermined("writes-not-traced"));
        reporter.submit({ about: "response", exchange, cause: null, by });
      } else reporter.submit({ about: "unanswered", exchange: null, request: exchange.request, cause, by });
      return;
    }
  }
  if (!doubt) reportDebt(parts, end);
}

type UnansweredEnd = Pick<StreamEnd, "cause" | "by" | "blindSpot">;

/** After whole responses, the program shuts its side down: the oldest request that it has read is left unanswered. */
export function judgeUnanswered(parts: ConnectionParts, end: UnansweredEnd): void {
  const { requests, responses, reporter, ring } = parts;
  const { cause, by, blindSpot } = end;
  const [request] = requests.waiting;
  if (!request || !requests.isWhole || !responses.mayGoOn || responses.tunnel || blindSpot) return;
  const exchange = newExchange(0, request);
  if (mayHideAnswer(parts, by) || ring.mayHide(exchange) || !isLeft(parts, end, request)) return;
  if (doubtAbout(exchange, parts, end)) return;
  reporter.submit({ about: "unanswered", exchange: null, request, cause, by });
}

/** Programs write small answers by `write`, and those in two buffers by `writev`: the filter may hide one of them. */
function mayHideAnswer({ filter, responses, seen }: ConnectionParts, { socket }: SocketEvent): boolean {
  return !filter.showsEveryWrite && (responses.latest === null || seen.hides(socket.home));
}

/** Why the capture may hide calls of the connection, or show those of another one. */
function doubtAbout(exchange: Exchange | null, parts: ConnectionParts, end: UnansweredEnd): BlindSpotCode | null {
  const { hasHungUp, isGone: peerGone, hasRead } = parts.peer;
  const { role } = parts.recognition;
  return doubtOf(parts.filter, { role, cause: end.cause, by: end.by, hasHungUp, peerGone, hasRead, exchange });
}

/** True if the program ended the connection itself, while the client of this request waited. */
function isLeft(
  { peer, unsent, recognition }: ConnectionParts,
  { cause, by }: UnansweredEnd,
  request: Request,
): boolean {
  const isHere = isEndSeen(by) && recognition.role !== "client" && !peer.isGone && !peer.plainEnd.mayHaveLeft;
  return isHere && cause !== null && !request.isCut && unsent.owed === 0 && !unsent.isInDoubt;
}

/** Why bytes that the kernel refused may have been offered again by a call that the capture does not show. */
function hiddenRetryOf({ filter, seen, peer }: ConnectionParts, refused: WriteEvent | null): BlindSpotCode | null {
  return hiddenRetry(filter, { refused, seen, hasRead: peer.hasRead });
}

interface Circumstances extends StreamEnd {
  /** Why what was seen may belong to something else; null without such a doubt. */
  readonly doubt: BlindSpotCode | null;
  /** True if a write that never returned had been waiting. */
  readonly waited: boolean;
}

/** Null if there is nothing to report of the exchange. */
function decisionOn(exchange: Exchange, parts: ConnectionParts, circumstances: Circumstances): Decision | null {
  const { filter, peer, ring, unsent } = parts;
  const { cause, by, blindSpot, doubt, waited } = circumstances;
  const isClient = parts.recognition.role === "client";
  const mayBeInRing = ring.mayHide(exchange);
  if (mayBeInRing && exchange.response) exchange.blindSpots.push("io-uring");
  const retry = hiddenRetryOf(parts, circumstances.refused);
  exchange.owedBytes = isClient || retry ? 0 : unsent.owed || unsent.failed;
  const { role } = parts.recognition;
  const hasAnswered = parts.responses.latest !== null;
  const hidden = hiddenOf(filter, { role, exchange, by, hasAnswered, seen: parts.seen });
  return judgeEnd(exchange, {
    cause,
    owed: exchange.owedBytes,
    hasFailed: unsent.owed === 0,
    peerGone: peer.isGone && !isClient,
    peerMayHaveLeft: peer.plainEnd.mayHaveLeft && !isClient,
    hides: { ...hidden, all: blindSpot ?? (mayBeInRing ? "io-uring" : hidden.all), rest: retry ?? hidden.rest },
    doubt: doubt ?? mispairedBy(exchange, parts, circumstances),
    hasWaited: waited,
    hasOpenEnd: parts.requests.waiting.length === 0 && hasOpenEnd(exchange), // or else a later response may be the open one
    mayBeAnswer: by.kind === "shutdown" && !isClient && mayHideEnd(parts, exchange),
    isMeant: isMeant(exchange, cause, by) && !(cause === "exit" && filter.hidesSignals),
  });
}

/** Why the response may answer another request, or none. Bytes that the kernel refused are missing all the same. */
function mispairedBy(exchange: Exchange, parts: ConnectionParts, { mayBeOther }: StreamEnd): BlindSpotCode | null {
  if (exchange === parts.responses.whole.unasked) return exchange.blindSpots[0] ?? "request-not-seen";
  return mayBeOther && parts.unsent.owed === 0 ? "writes-not-traced" : null;
}

/** True if neither the program's polls nor its reads would have shown an end of the peer's. */
function mayHideEnd({ filter, peer }: ConnectionParts, exchange: Exchange): boolean {
  return !filter.showsHangups || (isReadHidden(exchange, peer.hasRead) && !filter.showsEveryWrite);
}

/** True if the end of the stream is what the program did for this response, and not what became of its process. */
function isMeant({ request, response }: Exchange, cause: Cause | null, { socket: { orders } }: SocketEvent): boolean {
  if (cause !== "exit" || !orders) return true;
  const since = request?.line ?? response?.line ?? 0;
  return !orders.hasFailed && (orders.signal === null || orders.signal.line < since);
}

/** Bytes that no HTTP response accounts for: another protocol, or what is left after the last response. */
function reportDebt(parts: ConnectionParts, { cause, by, refused }: StreamEnd): void {
  const { recognition, peer, responses, reporter, unsent } = parts;
  const isTunnel = responses.tunnel === "other";
  const isTls = recognition.protocol === "tls";
  const { role } = recognition;
  const owed = hiddenRetryOf(parts, refused) ? 0 : unsent.owed;
  const debt = debtOf({ by, cause, role, owed, refused, peer, isTunnel, isTls });
  if (debt) reporter.submit(debt);
}
