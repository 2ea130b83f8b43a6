import type { BlindSpotCode } from "../blind-spot.js";
import { COMPLETE, decide, overrun, undetermined } from "../decision.js";
import { type DataEvent, type Exchange, newExchange, newResponse } from "../exchange.js";
import { type Framing, responseFraming } from "./framing.js";
import { mayStartResponse, parseResponseHead, type ResponseHead, statusOf } from "./head.js";
import type { ByteClassifier, Gap, MessageHandler } from "./message-handler.js";
import { MessageParser } from "./message-parser.js";
import type { RequestReader } from "./request-reader.js";

/** Tells of an exchange that later bytes decided, and the call that carried them. */
export type Decided = (exchange: Exchange, by: DataEvent) => void;

/** The responses of one connection, from the bytes that carry them: what a server writes, what a client reads. */
export class ResponseStream implements MessageHandler<ResponseHead> {
  /** The response under way. */
  current: Exchange | null = null;
  /** The last one that is whole. It is told when something follows it: until then surplus bytes may still turn up. */
  finished: { readonly exchange: Exchange; readonly by: DataEvent } | null = null;
  /** The response under way, or the last one: what a timeline shows the progress of. */
  latest: Exchange | null = null;
  /** What follows an accepted CONNECT or a switch of protocols is no HTTP/1 any more. */
  tunnel: "http/2" | "other" | null = null;
  #count = 0;
  #now!: DataEvent;
  /** Bytes that came before any HTTP was seen, on a connection that is older than the capture. */
  #unplaced: DataEvent | null = null;
  readonly mayStart = mayStartResponse;
  readonly parseHead = parseResponseHead;
  readonly onBytes: ByteClassifier | undefined;
  readonly #requests: RequestReader;
  readonly #decided: Decided;
  readonly #parser: MessageParser<ResponseHead>;

  constructor(requests: RequestReader, decided: Decided, watch?: ByteClassifier) {
    this.#requests = requests;
    this.#decided = decided;
    this.onBytes = watch;
    this.#parser = new MessageParser<ResponseHead>(this);
  }

  take(event: DataEvent): void {
    this.#now = event;
    for (const piece of event.pieces) this.#parser.feed(piece);
    if (event.pieces.length > 0 && this.current) this.current.calls.lastAccepted = event;
  }

  /** HTTP turns up on a connection that carried bytes before: a response that began before the capture did. */
  place(): void {
    const first = this.#unplaced;
    if (!first) return;
    this.#unplaced = null;
    const exchange = newExchange(this.#count++, null);
    decide(exchange, undetermined("attached-mid-connection"));
    exchange.response = newResponse(first.line);
    this.#decided(exchange, first);
  }

  /** Tells of the complete response, if one waits for what follows it. */
  flush(): void {
    const { finished } = this;
    this.finished = null;
    if (finished) this.#decided(finished.exchange, finished.by);
  }

  /** The server has ended its side: a response that lasts until then is whole (RFC 9112 section 6.3, rule 8). */
  endUntilClose(): void {
    if (this.current?.response?.framing === "until-close" && this.current.inDoubtBytes === 0) this.onEnd();
  }

  /** Takes the response under way off the stream, or the request of whose response not one byte was seen. */
  abandon(): Exchange | null {
    const { current } = this;
    this.current = null;
    if (current) return current;
    const request = this.tunnel ? undefined : this.#requests.waiting.shift();
    return request ? newExchange(this.#count++, request) : null;
  }

  /** The requests whose responses lie somewhere behind the point where the stream was lost. */
  unseen(): Exchange[] {
    if (this.#parser.state !== "lost" || this.tunnel) return [];
    return this.#requests.waiting.splice(0).map((request) => {
      const exchange = newExchange(this.#count++, request);
      decide(exchange, undetermined("head-cut-by-string-limit"));
      return exchange;
    });
  }

  get mayBeBodiless(): boolean {
    return this.current?.request === null;
  }

  onStart(): void {
    this.place();
    this.flush();
    if (this.current) this.#giveUp(); // the stream was lost and is found again
    const exchange = newExchange(this.#count++, this.#requests.next());
    exchange.calls.head = this.#now;
    exchange.response = newResponse(this.#now.line);
    this.current = exchange;
    this.latest = exchange;
  }

  onHead(head: ResponseHead): Framing {
    const { request, response, blindSpots } = this.current as Exchange;
    const framing = responseFraming(head, request?.method ?? null);
    if (!response) return framing;
    response.status = head.status;
    response.acceptedBytes = 0;
    response.framing = framing.kind === "tunnel" || framing.kind === "invalid" ? "unknown" : framing.kind;
    response.declaredBytes = framing.kind === "content-length" ? framing.length : null;
    if (framing.kind === "invalid") blindSpots.push("invalid-content-length");
    if (framing.kind === "tunnel") this.#becomeTunnel(head);
    else if (isInterim(head.status) && request) this.#requests.waiting.unshift(request);
    if (head.status === 100) this.#requests.continues();
    return framing;
  }

  /** 101 and CONNECT end HTTP on this connection (RFC 9112 section 6.3): no verdict on what follows. */
  #becomeTunnel(head: ResponseHead): void {
    this.tunnel = /^h2c$/i.test(head.fields.upgrade[0] ?? "") ? "http/2" : "other";
    this.onEnd();
  }

  onBody(bytes: number): void {
    const response = this.current?.response;
    if (response && response.acceptedBytes !== null) response.acceptedBytes += bytes;
    // unseen bytes (sendfile) behind a whole response, and no request that they may answer
    if (!this.current && !this.tunnel && this.finished?.exchange.request) this.onSurplus(bytes);
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
    this.finished = { exchange, by: this.#now };
  }

  onBodiless(): void {
    this.#giveUp("request-not-seen");
  }

  onSurplus(bytes: number): void {
    if (!this.finished) {
      if (this.#now.socket.origin === "seen" && this.#count === 0) this.#unplaced ??= this.#now;
      return; // no HTTP was seen here yet
    }
    const { exchange } = this.finished;
    this.finished = { exchange, by: this.#now };
    decide(exchange, overrun(bytes - (exchange.outstandingBytes ?? 0)));
    exchange.calls.lastAccepted = this.#now;
  }

  onLost(where: Gap, seen: string): void {
    if (where === "start" && !this.current) {
      if (this.#requests.waiting.length === 0) return;
      this.onStart();
    }
    if (this.current?.response && where === "head") this.current.response.status = statusOf(seen);
    const { response, blindSpots } = this.current ?? {};
    blindSpots?.push("head-cut-by-string-limit");
    if (response && where === "chunk") response.acceptedBytes = null; // body and framing can no longer be told apart
  }

  #giveUp(...spots: BlindSpotCode[]): void {
    const exchange = this.current;
    this.current = null;
    if (!exchange) return;
    decide(exchange, undetermined(...spots));
    this.#decided(exchange, this.#now);
  }
}

/** 1xx but 101, which is the last of its connection. */
function isInterim(status: number): boolean {
  return status >= 100 && status < 200 && status !== 101;
}
