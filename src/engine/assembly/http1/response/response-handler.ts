/**
 * What the parser of a response stream finds. The event at hand carries the bytes.
 */
import { isNumber, NO_NUMBER } from "../../arguments/integer";
import { moved } from "../../buffers/pieces";
import { EventKind } from "../../events/event-kind";
import { event } from "../../events/event-record";
import { create } from "../../heap/allocate";
import { replace } from "../../heap/counted";
import { Text } from "../../heap/text";
import { filter } from "../../model/filter";
import { Origin } from "../../sockets/kinds";
import { BlindSpot } from "../blind-spot";
import { decideComplete, decideUnended } from "../decision";
import { BodyFraming, createExchange, Exchange, NOT_ANY } from "../exchange";
import { isReusedUnseen, mayHideHead } from "../filtered/hidden";
import { addHider } from "../filtered/seen-whole";
import { closesAfter, isInterim } from "../head/connection-field";
import { cutHeadOf } from "../head/cut-head";
import { Framing, responseFraming } from "../head/framing";
import { head } from "../head/head";
import { KeptEvent, keptEvent } from "../kept-event";
import { createTableForResponses, HandlerTable } from "../message/handler-table";
import { Gap, ParserState } from "../message/states";
import { Reporter } from "../reporter";
import { RequestReader } from "../request-reader";
import { Ring } from "../ring";
import { ProtocolName } from "../sniffer";
import { misfitOfHead, noteCut, noteHead, noteLoss, noteWhole } from "./note-head";
import { ResponseStream } from "./response-stream";

/** The promised body may not follow: the request was not seen, and it may have been a HEAD. */
function mayResponseBeBodiless(stream: ResponseStream): bool {
  const current = stream.current;
  return current !== null && !current.request;
}

/** A head at the start of a write is that of the next response, if a request for it was read or may have gone unseen. */
function mayResponseHideRest(stream: ResponseStream): bool {
  if (event.kind !== EventKind.Write || (filter.showsEveryWrite && !mayRestBeInRing(stream))) return false;
  const requests = stream.requests;
  return requests.waiting.count > 0 || mayResponseBeBodiless(stream) || requests.mayHideMore;
}

/** A ring may have carried the rest of the response under way, as a plain call carries the next head. */
function mayRestBeInRing(stream: ResponseStream): bool {
  const current = stream.current;
  return current !== null && stream.ring.mayHaveCarriedRest(current);
}

function onResponseStart(stream: ResponseStream): void {
  const isFound = stream.current !== null || stream.unplaced !== null || stream.whole.isInDoubt;
  stream.place();
  stream.whole.flush(stream.reporter);
  stream.giveUp(NOT_ANY); // the stream was lost and is found again
  const exchange = createExchange(stream.count++, stream.requests.next());
  exchange.setHead(keptEvent());
  exchange.beginResponse(event.line);
  stream.setCut(null);
  stream.hidden.begin();
  if (isFound && !exchange.request && event.kind === EventKind.Write) stream.whole.setUnasked(exchange);
  stream.setCurrent(exchange);
  stream.setLatest(exchange);
}

/** The head is the one that was parsed last. */
function onResponseHead(stream: ResponseStream): Framing {
  const exchange = stream.current as Exchange;
  const request = exchange.request;
  const framing = responseFraming(methodOf(exchange));
  const status = head.status;
  stream.isLast = !isInterim(status) && closesAfter();
  if (!isNumber(stream.misfit)) stream.misfit = misfitOfHead(); // once a call: it may hold any number of responses
  noteHead(exchange, framing, stream.misfit);
  if (stream.misfit > 0) stream.hasMisfit = true;
  if (framing === Framing.Invalid) exchange.pushSpot(BlindSpot.InvalidContentLength);
  if (framing === Framing.Tunnel) {
    // 101 and CONNECT end HTTP on this connection (RFC 9112 section 6.3)
    stream.tunnel = tunnelOf(status);
    stream.tunnelBytes = 0;
    stream.finish(keptEvent());
  } else if (isInterim(status) && request) stream.requests.waiting.putBack(request);
  if (status === 100) stream.requests.continues();
  return framing;
}

/** What the connection speaks after 101 or CONNECT; Other if no verdict follows from it. */
function tunnelOf(status: i32): ProtocolName {
  if (status !== 101) return ProtocolName.Other;
  if (head.fields.isUpgradeToH2c) return ProtocolName.Http2;
  return head.fields.isUpgradeToWebSocket ? ProtocolName.WebSocket : ProtocolName.Other;
}

function methodOf(exchange: Exchange): Text | null {
  const request = exchange.request;
  return request ? request.method : null;
}

function onResponseHeadCut(stream: ResponseStream, p: usize, end: usize, hidden: f64, isElided: bool): f64 {
  const exchange = stream.current as Exchange;
  stream.hidden.hide(isElided);
  const cut = cutHeadOf(p, end, methodOf(exchange), hidden);
  stream.setCut(cut);
  if (cut && cut.isBodiless) cut.goesOnIn(moved);
  stream.isLast = true;
  return cut ? noteCut(exchange, cut, hidden) : NO_NUMBER;
}

function onResponseBody(stream: ResponseStream, bytes: f64): void {
  const exchange = stream.current;
  if (exchange) {
    const cut = stream.cut;
    if (cut) cut.pass(bytes);
    exchange.acceptedBytes += bytes; // NaN stays NaN
  } else if (stream.tunnel !== NOT_ANY) stream.tunnelBytes += bytes;
  else if (stream.whole.isAnswer) onResponseSurplus(stream, bytes);
  // unseen bytes (sendfile) after a whole response, and no request that they may answer
}

function onResponseEnd(stream: ResponseStream): void {
  if (stream.current) stream.finish(keptEvent());
}

function onResponseRestHidden(stream: ResponseStream): void {
  if (mayRestBeInRing(stream)) {
    stream.giveUp(BlindSpot.IoUring);
    return;
  }
  if (stream.requests.waiting.count > 0) addHider(event.socket);
  stream.giveUp(BlindSpot.WritesNotTraced);
}

function onResponseBodiless(stream: ResponseStream): void {
  stream.giveUp(BlindSpot.RequestNotSeen);
}

function onResponseFound(stream: ResponseStream, isLast: bool): void {
  const exchange = stream.current;
  if (isLast) stream.whole.suppose(exchange, stream.hidden.why);
  if (exchange) exchange.framing = BodyFraming.Chunked; // the head may be what was hidden
  stream.hidden.forget(exchange);
}

/** A server answers the next request when it is done with the one before. */
function onResponseFollowed(stream: ResponseStream): void {
  const exchange = stream.current;
  if (!exchange) return;
  const cut = stream.cut;
  const requests = stream.requests;
  if (cut && cut.isBodiless && isInterim(cut.status)) {
    stream.setCurrent(null);
    stream.count--;
    const request = exchange.request;
    if (request) requests.waiting.putBack(request);
    return;
  }
  if (cut && !cut.isWholeIfFollowed) return;
  // some servers write a second head when they fail in a body: then it is data of that body. One that has read another
  // request since it wrote the last bytes answers that request
  const line = requests.waiting.count > 0 ? requests.waiting.at(0).line : 0;
  const last = exchange.lastAccepted;
  const isSure = stream.parser.state === ParserState.LastChunk || line > (last ? last.line : 0);
  if (!isSure || isReusedUnseen(event.socket)) return; // the next connection may have asked
  if (cut) noteWhole(exchange, cut);
  stream.setCurrent(null);
  stream.hidden.forget(exchange);
  decideComplete(exchange);
  stream.reporter.report(exchange, keptEvent());
}

/** The body has no last chunk: no reader takes it for whole. */
function onResponseInstead(stream: ResponseStream): bool {
  const exchange = stream.current;
  if (stream.requests.waiting.count === 0) return false;
  if (mayResponseHideRest(stream) && !event.socket.mayBeTwo) {
    onResponseRestHidden(stream); // the last chunk may have gone by a call of its own
    return true;
  }
  stream.setCurrent(null);
  if (!exchange) return true;
  decideUnended(exchange);
  stream.reporter.report(exchange, keptEvent());
  return true;
}

function onResponseSurplus(stream: ResponseStream, bytes: f64): void {
  const whole = stream.whole;
  const waiting = whole.waiting;
  if (waiting) {
    const isLast = waiting.request !== null && !stream.requests.mayHideMore;
    whole.exceed(waiting, bytes, !isLast && mayHideHead());
  } else if (event.socket.origin === Origin.Seen && stream.count === 0 && !stream.unplaced) {
    stream.unplaced = replace<KeptEvent>(null, keptEvent()); // no HTTP yet
  }
}

function onResponseLost(stream: ResponseStream, gap: Gap, p: usize, end: usize, isElided: bool): void {
  if (gap === Gap.Start && !stream.current) {
    // after a misfit, it may be the body before
    if (stream.requests.waiting.count === 0 || stream.hasMisfit) return;
    onResponseStart(stream);
  }
  stream.hidden.hide(isElided);
  if (gap === Gap.Start || gap === Gap.Chunk) stream.hidden.hideAll();
  stream.isLast = true;
  const exchange = stream.current;
  if (!exchange) return;
  exchange.pushSpot(stream.hidden.why);
  noteLoss(exchange, gap, p, end);
}

export const responseHandler: HandlerTable = createTableForResponses();
responseHandler.mayBeBodiless = mayResponseBeBodiless.index;
responseHandler.mayHideRest = mayResponseHideRest.index;
responseHandler.onHead = onResponseHead.index;
responseHandler.onStart = onResponseStart.index;
responseHandler.onBody = onResponseBody.index;
responseHandler.onEnd = onResponseEnd.index;
responseHandler.onFound = onResponseFound.index;
responseHandler.onFollowed = onResponseFollowed.index;
responseHandler.onInstead = onResponseInstead.index;
responseHandler.onSurplus = onResponseSurplus.index;
responseHandler.onLost = onResponseLost.index;
responseHandler.onHeadCut = onResponseHeadCut.index;
responseHandler.onBodiless = onResponseBodiless.index;
responseHandler.onRestHidden = onResponseRestHidden.index;

/** The responses of a connection, which has none yet. */
export function createResponseStream(requests: RequestReader, reporter: Reporter, ring: Ring): ResponseStream {
  const stream = create<ResponseStream>();
  stream.requests = requests;
  stream.reporter = reporter;
  stream.ring = ring;
  stream.begin(responseHandler);
  return stream;
}
