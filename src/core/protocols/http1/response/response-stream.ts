import type { VisibleBytes } from "../../../sockets/event.js";
import type { Filter } from "../../../sockets/filter.js";
import type { BlindSpotCode } from "../../blind-spot.js";
import { COMPLETE, decide, UNENDED, undetermined } from "../../decision.js";
import { type DataEvent, type Exchange, newExchange, newResponse } from "../../exchange.js";
import { WriteLayout } from "../chunks/write-layout.js";
import { isReusedUnseen, mayHideHead } from "../filtered/hidden.js";
import type { SeenWhole } from "../filtered/seen-whole.js";
import { closesAfter, isInterim } from "../head/connection-field.js";
import { CutHead } from "../head/cut-head.js";
import { type Framing, responseFraming } from "../head/framing.js";
import { mayStartResponse, parseResponseHead, type ResponseHead } from "../head/head.js";
import { noteDoubt } from "../message/dry-run.js";
import type { ByteClassifier, Gap, MessageHandler } from "../message/message-handler.js";
import { MessageParser } from "../message/message-parser.js";
import type { RequestReader } from "../request-reader.js";
import { HiddenPart } from "./hidden-part.js";
import { misfitOfHead, noteCut, noteHead, noteLoss, noteWhole } from "./note-head.js";
import { isRefused } from "./note-write.js";
import { type Decided, WholeResponse } from "./whole-response.js";

/** What the capture shows of the calls that carry responses. */
interface Capture {
  readonly filter: Filter;
  readonly seen: SeenWhole;
}

/** The responses of one connection, from the bytes that carry them: what a server writes, what a client reads. */
export class ResponseStream implements MessageHandler<ResponseHead> {
  /** The response under way. */
  current: Exchange | null = null;
  /** The last whole response, until something follows it. */
  readonly whole: WholeResponse;
  /** The response under way, or the last one: a timeline shows its progress. */
  latest: Exchange | null = null;
  /** After an accepted CONNECT or a switch of protocols (101) the bytes are not HTTP/1. */
  tunnel: "http/2" | "other" | null = null;
  /** True once a string of a head was not as long as its count. */
  hasMisfit = false;
  /** The last response said that no other follows (Connection: close), or its head was cut and may have said so. */
  #isLast = false;
  #count = 0;
  /** The head of the response under way, if its end is hidden and the length of the body is known. */
  #cut: CutHead | null = null;
  readonly #hidden = new HiddenPart();
  readonly #layout = new WriteLayout();
  #now!: DataEvent;
  /** By how many bytes the strings of that call differ from their counts; null until a head of it ends. */
  #misfit: number | null = null;
  /** Bytes that came before any HTTP was seen, on a connection that is older than the capture. */
  #unplaced: DataEvent | null = null;
  readonly sureStart = 7; // HTTP/1.
  readonly mayStart = mayStartResponse;
  readonly parseHead = parseResponseHead;
  readonly onBytes: ByteClassifier | undefined;
  readonly #requests: RequestReader;
  readonly #capture: Capture;
  readonly #decided: Decided;
  readonly #parser: MessageParser<ResponseHead>;

  constructor(requests: RequestReader, capture: Capture, decided: Decided, onBytes?: ByteClassifier) {
    this.#requests = requests;
    this.#capture = capture;
    this.#decided = decided;
    this.whole = new WholeResponse(decided);
    this.onBytes = onBytes;
    this.#parser = new MessageParser<ResponseHead>(this);
  }

  /** Takes bytes that a server wrote or a client read. */
  take(event: DataEvent): void {
    this.#now = event;
    this.#misfit = null;
    const { isBetweenChunks, state: before } = this.#parser;
    this.#layout.begin(event, isBetweenChunks, before === "chunk-data");
    const isNothing = event.kind === "write" && event.pieces.length === 0 && isRefused(event);
    if (isNothing && this.#requests.waiting.length === 0) this.whole.refuse();
    if (event.pieces.length > 0) this.#parser.take(event.pieces, this.#layout.isOwn);
    if (event.pieces.length === 0 || !this.current) return;
    this.current.calls.lastAccepted = event;
    if (this.current.inDoubtBytes > 0) this.current.mayEndInDoubt = true; // in which order they were sent is not known
    this.#settleEnd(this.current);
  }

  /** Whether the response may have ended with what is hidden. */
  #settleEnd(exchange: Exchange): void {
    exchange.unseenEnd = this.#parser.state === "last-chunk" ? this.#layout.unseenEnd : null;
    if (this.#parser.state !== "lost" || !this.#cut) return;
    this.#hidden.forget(this.current);
    if (this.#cut.isFilled) exchange.unseenEnd = "by-layout";
    else exchange.blindSpots.push(this.#hidden.why);
  }

  /** The kernel may have taken any part of these bytes, or more if they are null. */
  doubt(offered: readonly VisibleBytes[] | null, onBytes?: ByteClassifier): void {
    if (this.current) noteDoubt(this.current, this.#parser, offered, onBytes);
  }

  /** A request comes after bytes that were not HTTP: they belong to a response that began before the capture did. */
  place(): void {
    const first = this.#unplaced;
    if (!first) return;
    this.#unplaced = null;
    const exchange = newExchange(this.#count++, null);
    decide(exchange, undetermined("attached-mid-connection"));
    exchange.response = newResponse(first.line);
    this.#decided(exchange, first);
  }

  /** The server has ended its side: a response that lasts until then is whole (RFC 9112 section 6.3, rule 8). */
  endUntilClose(): void {
    if (this.current?.response?.framing === "until-close" && this.current.inDoubtBytes === 0) this.onEnd();
  }

  /** Takes out the response under way, or else the oldest request without any response byte. */
  abandon(): Exchange | null {
    const { current } = this;
    this.current = null;
    if (current) return current;
    const request = this.tunnel ? undefined : this.#requests.waiting.shift();
    return request ? newExchange(this.#count++, request) : null;
  }

  /** Takes out the requests whose responses lie after the point at which the stream was lost. */
  unseen(): Exchange[] {
    if (this.#parser.state !== "lost" || this.tunnel) return [];
    return this.#requests.waiting.splice(0).map((request) => {
      const exchange = newExchange(this.#count++, request);
      decide(exchange, undetermined(this.#hidden.why));
      return exchange;
    });
  }

  /** False if the last response may have been the last of its connection, or if a response may have gone unseen. */
  get mayGoOn(): boolean {
    return !this.#isLast && this.#parser.state !== "lost";
  }

  get mayBeBodiless(): boolean {
    return this.current?.request === null;
  }

  onStart(): void {
    const isFound = this.current !== null || this.#unplaced !== null || this.whole.isInDoubt;
    this.place();
    this.whole.flush();
    if (this.current) this.#giveUp(); // the stream was lost and is found again
    const exchange = newExchange(this.#count++, this.#requests.next());
    exchange.calls.head = this.#now;
    exchange.response = newResponse(this.#now.line);
    this.#cut = null;
    this.#hidden.begin();
    if (isFound && !exchange.request && this.#now.kind === "write") this.whole.unasked = exchange;
    this.current = exchange;
    this.latest = exchange;
  }

  onHead(head: ResponseHead): Framing {
    const { request, response, blindSpots } = this.current as Exchange;
    const framing = responseFraming(head, request?.method ?? null);
    if (!response) return framing;
    this.#isLast = !isInterim(head.status) && closesAfter(head);
    this.#misfit ??= misfitOfHead(this.#now); // once a call: it may hold any number of responses
    noteHead(response, head, framing, this.#misfit);
    this.hasMisfit ||= response.misfitBytes > 0;
    if (framing.kind === "invalid") blindSpots.push("invalid-content-length");
    if (framing.kind === "tunnel") {
      // 101 and CONNECT end HTTP on this connection (RFC 9112 section 6.3): no verdict on what follows
      this.tunnel = /^h2c$/i.test(head.fields.upgrade[0] ?? "") ? "http/2" : "other";
      this.onEnd();
    } else if (isInterim(head.status) && request) this.#requests.waiting.unshift(request);
    if (head.status === 100) this.#requests.continues();
    return framing;
  }

  onHeadCut(seen: string, hidden: number, isElided: boolean): number | null {
    const { request, response } = this.current as Exchange;
    this.#hidden.hide(isElided);
    this.#cut = CutHead.of(seen, request?.method ?? null, hidden);
    if (this.#cut?.isBodiless) this.#cut.goesOnIn(this.#now.pieces);
    this.#isLast = true;
    return this.#cut && response ? noteCut(response, this.#cut, hidden) : null;
  }

  onBody(bytes: number): void {
    const response = this.current?.response;
    if (response) this.#cut?.pass(bytes);
    if (response && response.acceptedBytes !== null) response.acceptedBytes += bytes;
    // unseen bytes (sendfile) after a whole response, and no request that they may answer
    if (!this.current && !this.tunnel && this.whole.waiting?.exchange.request) this.onSurplus(bytes);
  }

  onEnd(): void {
    const exchange = this.current;
    if (!exchange) return;
    exchange.calls.lastAccepted = this.#now;
    this.current = null;
    if (isInterim(exchange.response?.status ?? 0)) {
      this.#count--; // the final response is still to come (RFC 9110 section 15.2)
      return;
    }
    decide(exchange, COMPLETE);
    this.whole.waiting = { exchange, by: this.#now };
  }

  /** A head at the start of a write is that of the next response, if a request for it was read or may have gone unseen. */
  get mayHideRest(): boolean {
    const { filter } = this.#capture;
    if (this.#now.kind !== "write" || filter.showsEveryWrite) return false;
    return this.#requests.waiting.length > 0 || this.current?.request === null || this.#requests.mayHideMore;
  }

  onRestHidden(): void {
    if (this.#requests.waiting.length > 0) this.#capture.seen.addHider(this.#now.socket.home);
    this.#giveUp("writes-not-traced");
  }

  onBodiless(): void {
    this.#giveUp("request-not-seen");
  }

  onFound(isLast: boolean): void {
    if (isLast) this.whole.suppose(this.current, this.#hidden.why);
    if (this.current?.response) this.current.response.framing = "chunked"; // the head may be what was hidden
    this.#hidden.forget(this.current);
  }

  /** A server answers the next request when it is done with the one before. */
  onFollowed(): void {
    const exchange = this.current;
    if (!exchange) return;
    if (this.#cut?.isBodiless && isInterim(this.#cut.status ?? 0)) {
      this.current = null;
      this.#count--;
      if (exchange.request) this.#requests.waiting.unshift(exchange.request);
      return;
    }
    if (this.#cut && !this.#cut.isWholeIfFollowed) return;
    // some servers write a second head when they fail in a body: then it is data of that body. One that has read another
    // request since it wrote the last bytes answers that request
    const { line = 0 } = this.#requests.waiting[0] ?? {};
    const isSure = this.#parser.state === "last-chunk" || line > (exchange.calls.lastAccepted?.line ?? 0);
    if (!isSure || isReusedUnseen(this.#capture.filter, this.#now)) return; // the next connection may have asked
    if (this.#cut && exchange.response) noteWhole(exchange.response, this.#cut);
    this.current = null;
    this.#hidden.forget(exchange);
    decide(exchange, COMPLETE);
    this.#decided(exchange, this.#now);
  }

  /** The body has no last chunk: no reader takes it for whole. */
  onInstead(): boolean {
    const exchange = this.current;
    if (this.#requests.waiting.length === 0) return false;
    if (this.mayHideRest && !this.#now.socket.mayBeTwo) {
      this.onRestHidden(); // the last chunk may have gone by a call of its own
      return true;
    }
    this.current = null;
    if (!exchange) return true;
    decide(exchange, UNENDED);
    this.#decided(exchange, this.#now);
    return true;
  }

  onSurplus(bytes: number): void {
    const { waiting } = this.whole;
    const isLast = waiting?.exchange.request != null && !this.#requests.mayHideMore;
    const mayBeOther = !isLast && mayHideHead(this.#capture.filter, this.#now);
    if (waiting) this.whole.exceed(waiting, bytes, this.#now, mayBeOther);
    else if (this.#now.socket.origin === "seen" && this.#count === 0) this.#unplaced ??= this.#now; // no HTTP yet
  }

  onLost(gap: Gap, seen: string, isElided: boolean): void {
    if (gap === "start" && !this.current) {
      if (this.#requests.waiting.length === 0 || this.hasMisfit) return; // after a misfit, it may be the body before
      this.onStart();
    }
    this.#hidden.hide(isElided);
    if (gap === "start" || gap === "chunk") this.#hidden.hideAll(this.#now);
    this.#isLast = true;
    const { response, blindSpots } = this.current ?? {};
    blindSpots?.push(this.#hidden.why);
    if (response) noteLoss(response, gap, seen);
  }

  #giveUp(...spots: BlindSpotCode[]): void {
    const exchange = this.current;
    this.current = null;
    if (!exchange) return;
    decide(exchange, undetermined(...spots));
    this.#decided(exchange, this.#now);
  }
}
