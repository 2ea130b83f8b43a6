/**
 * The responses of one connection, from the bytes that carry them: what a server writes, what a client reads.
 * What the parser finds stands in response-handler.ts.
 */
import { moved, Pieces } from "../../buffers/pieces";
import { EventKind } from "../../events/event-kind";
import { event } from "../../events/event-record";
import { create, destroy } from "../../heap/allocate";
import { replace } from "../../heap/counted";
import { createList, List } from "../../heap/list";
import { BlindSpot } from "../blind-spot";
import { isTailOpen } from "../chunks/open-end";
import { WriteLayout } from "../chunks/write-layout";
import { decideComplete, decideUndetermined, decideUndeterminedFor } from "../decision";
import { BodyFraming, createExchange, Exchange, NOT_ANY, UnseenEnd } from "../exchange";
import { isInterim } from "../head/connection-field";
import { CutHead } from "../head/cut-head";
import { KeptEvent, keptEvent, keptEventInPlaceOf } from "../kept-event";
import { noteDoubt } from "../message/dry-run";
import { HandlerTable } from "../message/handler-table";
import { createParser, destroyParser, MessageParser } from "../message/message-parser";
import { ParserState } from "../message/states";
import { Reporter } from "../reporter";
import { Request } from "../request";
import { RequestReader } from "../request-reader";
import { Ring } from "../ring";
import { ProtocolName } from "../sniffer";
import { HiddenPart } from "./hidden-part";
import { isRefused } from "./note-write";
import { WholeResponse } from "./whole-response";

@unmanaged
export class ResponseStream {
  /** Bytes that came after the head that changed the protocol. */
  tunnelBytes: f64;
  /** By how many bytes the strings of the call at hand differ from their counts; NaN until a head of it ends. */
  misfit: f64;
  requests: RequestReader;
  reporter: Reporter;
  ring: Ring;
  /** The response under way. */
  current: Exchange | null;
  /** The last whole response, until something follows it. */
  whole: WholeResponse;
  /** The response under way, or the last one. */
  latest: Exchange | null;
  /** After an accepted CONNECT or a switch of protocols (101) the bytes are not HTTP/1, but this protocol; NOT_ANY before. */
  tunnel: i32;
  /** True once a string of a head was not as long as its count. */
  hasMisfit: bool;
  /** The last response said that no other follows (Connection: close), or its head was cut and may have said so. */
  isLast: bool;
  count: i32;
  /** The head of the response under way, if its end is hidden and the length of the body is known. */
  cut: CutHead | null;
  hidden: HiddenPart;
  layout: WriteLayout;
  /** The last call, if it had no bytes and the response under way lasts until the close: it may end with it. */
  private lastWithoutBytes: KeptEvent | null;
  /** Bytes that came before any HTTP was seen, on a connection that is older than the capture. */
  unplaced: KeptEvent | null;
  parser: MessageParser;

  /** The event at hand holds bytes that a server wrote or a client read. */
  take(): void {
    this.misfit = NaN;
    const parser = this.parser;
    const isWrite = event.kind === EventKind.Write;
    const isShort = isWrite && isRefused();
    const isInData = parser.state === ParserState.ChunkData;
    this.layout.begin(isWrite, event.returned !== 0, isShort, parser.isBetweenChunks, isInData);
    if (moved.count === 0) {
      this.takeNothing(isShort);
      return;
    }
    const cut = this.cut;
    if (cut && isWrite && parser.state === ParserState.Lost) cut.goesOnInCall(moved);
    parser.take(moved, this.layout.isOwn);
    const current = this.current;
    if (current) this.noteBytes(current);
  }

  private takeNothing(isShort: bool): void {
    if (isShort && this.requests.waiting.count === 0) this.whole.refuse();
    const current = this.current;
    const mayEndHere = current !== null && current.framing === BodyFraming.UntilClose;
    this.lastWithoutBytes = replace<KeptEvent>(this.lastWithoutBytes, mayEndHere ? keptEvent() : null);
  }

  /** The call brought bytes of a response that is under way after it. */
  private noteBytes(exchange: Exchange): void {
    const kept = keptEventInPlaceOf(exchange.lastAccepted);
    exchange.setLastAccepted(kept);
    if (this.lastWithoutBytes) this.lastWithoutBytes = replace<KeptEvent>(this.lastWithoutBytes, null);
    if (exchange.inDoubtBytes > 0) exchange.mayEndInDoubt = 1; // in which order they were sent is not known
    this.settleEnd(exchange);
    // without a blind spot the framing says that the body has not ended
    if (exchange.framing !== BodyFraming.Chunked || exchange.unseenEnd !== NOT_ANY || exchange.spotCount === 0) return;
    for (let i = 0; i < exchange.spotCount; i++) if (exchange.spotAt(i) !== BlindSpot.HeadCutByStringLimit) return;
    kept.hasOpenTail = isTailOpen(moved) ? 1 : 0;
  }

  /** Whether the response may have ended with what is hidden. */
  private settleEnd(exchange: Exchange): void {
    const isHiddenEnd = this.parser.state === ParserState.LastChunk;
    exchange.unseenEnd = !isHiddenEnd ? NOT_ANY : this.layout.isSureOfEnd ? UnseenEnd.ByLayout : UnseenEnd.Possible;
    const cut = this.cut;
    if (this.parser.state !== ParserState.Lost || !cut) return;
    this.hidden.forget(exchange);
    if (cut.isFilled) exchange.unseenEnd = UnseenEnd.ByLayout;
    else exchange.pushSpot(this.hidden.why);
  }

  /** The kernel may have taken any part of these bytes, or more if they are null. */
  doubt(offered: Pieces | null): void {
    const current = this.current;
    if (current) noteDoubt(current, this.parser, offered);
  }

  /** A request comes after bytes that were not HTTP: they belong to a response that began before the capture did. */
  place(): void {
    const first = this.unplaced;
    if (!first) return;
    this.unplaced = replace<KeptEvent>(first, null);
    const exchange = createExchange(this.count++, null);
    decideUndeterminedFor(exchange, BlindSpot.AttachedMidConnection);
    exchange.beginResponse(first.line);
    this.reporter.report(exchange, first);
  }

  /** The server has ended its side: a response that lasts until then is whole (RFC 9112 section 6.3, rule 8). */
  endUntilClose(): void {
    const current = this.current;
    if (!current || current.framing !== BodyFraming.UntilClose || current.inDoubtBytes !== 0) return;
    const last = this.lastWithoutBytes;
    this.finish((last ? last : current.lastAccepted) as KeptEvent);
  }

  /** The response under way is whole, with this call. */
  finish(by: KeptEvent): void {
    const exchange = this.current;
    if (!exchange) return;
    exchange.setLastAccepted(by);
    this.setCurrent(null);
    if (isInterim(exchange.status)) {
      this.count--; // the final response is still to come (RFC 9110 section 15.2)
      return;
    }
    decideComplete(exchange);
    this.whole.wait(exchange, by);
  }

  /** Takes out the response under way, or else the oldest request without any response byte. */
  abandon(): Exchange | null {
    const current = this.current;
    this.setCurrent(null);
    if (current) return current;
    if (this.tunnel !== NOT_ANY) return null;
    const request = this.requests.waiting.takeOldest();
    return request ? createExchange(this.count++, request) : null;
  }

  /**
   * Takes out the requests whose responses lie after the point at which the stream was lost; null: there are none. The caller
   * destroys the list.
   */
  unseen(): List<Exchange> | null {
    if (this.parser.state !== ParserState.Lost || this.tunnel !== NOT_ANY) return null;
    const unseen = createList<Exchange>();
    let request: Request | null = this.requests.waiting.takeOldest();
    while (request) {
      const exchange = createExchange(this.count++, request);
      decideUndeterminedFor(exchange, this.hidden.why);
      unseen.push(exchange);
      request = this.requests.waiting.takeOldest();
    }
    return unseen;
  }

  /** False if the last response may have been the last of its connection, or if a response may have gone unseen. */
  get mayGoOn(): bool {
    return !this.isLast && this.parser.state !== ParserState.Lost;
  }

  /** Nobody will know more of the response under way. NOT_ANY: its blind spots say why. */
  giveUp(spot: i32): void {
    const exchange = this.current;
    this.setCurrent(null);
    if (!exchange) return;
    if (spot === NOT_ANY) decideUndetermined(exchange);
    else decideUndeterminedFor(exchange, spot);
    this.reporter.report(exchange, keptEvent());
  }

  setCurrent(exchange: Exchange | null): void {
    this.current = replace<Exchange>(this.current, exchange);
  }

  setLatest(exchange: Exchange | null): void {
    this.latest = replace<Exchange>(this.latest, exchange);
  }

  setCut(cut: CutHead | null): void {
    const old = this.cut;
    if (old) destroy<CutHead>(old);
    this.cut = cut;
  }

  /** True if the bytes are those of two sides that a proxy connects, or of a protocol that has no responses. */
  get isTunnel(): bool {
    return this.tunnel === ProtocolName.Other || this.tunnel === ProtocolName.WebSocket;
  }

  /** No response has come yet; `handler` hears what the parser finds. */
  begin(handler: HandlerTable): void {
    this.tunnel = NOT_ANY;
    this.whole = create<WholeResponse>();
    this.hidden = create<HiddenPart>();
    this.hidden.begin();
    this.layout = create<WriteLayout>();
    this.parser = createParser(handler, changetype<usize>(this));
  }

  /** Lets go of all that it has. */
  free(): void {
    this.setCurrent(null);
    this.setLatest(null);
    this.setCut(null);
    this.lastWithoutBytes = replace<KeptEvent>(this.lastWithoutBytes, null);
    this.unplaced = replace<KeptEvent>(this.unplaced, null);
    this.whole.free();
    destroy<WholeResponse>(this.whole);
    destroy<HiddenPart>(this.hidden);
    destroy<WriteLayout>(this.layout);
    destroyParser(this.parser);
  }
}

export function destroyResponseStream(stream: ResponseStream): void {
  stream.free();
  destroy<ResponseStream>(stream);
}
