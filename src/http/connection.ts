import type { EndEvent, ReadEvent, ShutdownEvent, SocketEvent, WriteEvent } from "../sockets/event.js";
import type { Filter } from "../sockets/filter.js";
import type { BlindSpotCode } from "./blind-spot.js";
import { type Cause, type Exchange, newExchange } from "./exchange.js";
import type { Framing } from "./framing.js";
import { responseFraming } from "./framing.js";
import { mayStartResponse, parseResponseHead, type ResponseHead, statusOf } from "./head.js";
import { CAUSE, type Judgement, type Role } from "./judgement.js";
import { Ledger } from "./ledger.js";
import { MessageParser } from "./message-parser.js";
import { RequestReader } from "./request-reader.js";
import { judgeEnd } from "./verdict.js";

/** One socket's two byte streams as requests and responses (server side). */
export class HttpConnection {
  readonly ledger = new Ledger();
  readonly requests = new RequestReader();
  /** The response under way, or the last one: what a timeline shows the progress of. */
  latest: Exchange | null = null;
  #exchange: Exchange | null = null;
  #count = 0;
  #ended = false;
  #isTunnel = false;
  #now!: WriteEvent;
  #finished: { readonly exchange: Exchange; readonly by: SocketEvent } | null = null;
  #refused: WriteEvent | null = null;
  /** Bytes written before any HTTP was seen, on a connection that is older than the capture. */
  #unplaced: WriteEvent | null = null;
  readonly #filter: Filter;
  readonly #judge: (judgement: Judgement) => void;
  readonly #responses: MessageParser<ResponseHead>;

  constructor(
    public role: Role,
    filter: Filter,
    judge: (judgement: Judgement) => void,
  ) {
    this.#filter = filter;
    this.#judge = judge;
    this.#responses = new MessageParser<ResponseHead>({
      mayStart: mayStartResponse,
      parseHead: parseResponseHead,
      onStart: () => this.#startResponse(),
      onHead: (head) => this.#head(head),
      onBody: (bytes) => this.#body(bytes),
      onEnd: () => this.#complete(),
      onSurplus: (bytes) => this.#surplus(bytes),
      onLost: (where, seen) => this.#lost(where, seen),
    });
  }

  apply(event: SocketEvent): void {
    if (event.kind === "open") this.role = event.origin === "connect" ? "client" : "server";
    else if (event.kind === "write") this.#write(event);
    else if (event.kind === "read") this.#read(event);
    else if (event.kind === "hangup") this.ledger.hangup(event.error);
    else if (event.kind === "shutdown") this.#shutdown(event);
    else if (event.kind === "ring") this.obscure("io-uring");
    else if (event.kind === "end") this.#end(event, CAUSE[event.by]);
  }

  /** Something happened that may have been a write of the response under way, and cannot be read. */
  obscure(spot: BlindSpotCode): void {
    const spots = this.#exchange?.blindSpots;
    if (spots && !spots.includes(spot)) spots.push(spot);
  }

  #read(event: ReadEvent): void {
    if (event.error !== null) this.ledger.hangup(event.error);
    if (this.role === "client") return;
    const before = this.requests.waiting.length;
    this.requests.read(event.pieces, event.line);
    if (this.requests.waiting.length > before) this.#place();
  }

  /** HTTP turns up on a connection that was written to before: a response that began before the capture did. */
  #place(): void {
    const first = this.#unplaced;
    if (!first) return;
    this.#unplaced = null;
    const exchange = newExchange(this.#count++, null);
    exchange.blindSpots.push("attached-mid-connection");
    exchange.verdict = "undetermined";
    exchange.response = {
      status: null,
      line: first.line,
      framing: "unknown",
      declaredBytes: null,
      acceptedBytes: null,
    };
    this.#report(exchange, null, first);
  }

  #write(event: WriteEvent): void {
    if (this.#ended) return;
    this.ledger.write(event);
    if (!event.returned && this.#exchange) this.#exchange.inDoubtBytes += event.asked ?? Number.POSITIVE_INFINITY;
    if (event.returned && event.accepted < (event.asked ?? event.accepted)) this.#refused = event;
    if (this.role === "client") return;
    this.#now = event;
    for (const piece of event.pieces) this.#responses.feed(piece);
    const calls = this.#exchange?.calls;
    if (!calls) return;
    if (event.accepted > 0) calls.lastAccepted = event;
    if (this.#refused === event) calls.refused = event;
  }

  #shutdown(event: ShutdownEvent): void {
    if (event.error === null && event.how !== "rd") this.#end(event, event.how === "wr" ? "shut-wr" : "shut-rdwr");
  }

  #startResponse(): void {
    this.#place();
    this.#flush();
    if (this.#exchange) this.#giveUp(this.#exchange); // the stream was lost and is found again
    this.role = "server";
    const request = this.requests.waiting.shift() ?? null;
    this.#exchange = newExchange(this.#count++, request);
    this.latest = this.#exchange;
    this.#exchange.calls.head = this.#now;
    this.#exchange.response = {
      status: null,
      line: this.#now.line,
      framing: "unknown",
      declaredBytes: null,
      acceptedBytes: null,
    };
  }

  #head(head: ResponseHead): Framing {
    const { request, response } = this.#exchange as Exchange;
    const framing = responseFraming(head, request?.method ?? null);
    if (!response) return framing;
    response.status = head.status;
    response.acceptedBytes = 0;
    response.framing = framing.kind === "tunnel" || framing.kind === "invalid" ? "unknown" : framing.kind;
    response.declaredBytes = framing.kind === "content-length" ? framing.length : null;
    if (framing.kind === "tunnel") this.#becomeTunnel();
    else if (head.status >= 100 && head.status < 200 && request) this.requests.waiting.unshift(request);
    return framing;
  }

  /** 101 and CONNECT end HTTP on this connection (RFC 9112 section 6.3): no verdict on what follows. */
  #becomeTunnel(): void {
    this.#isTunnel = true;
    this.#complete();
  }

  #body(bytes: number): void {
    const response = this.#exchange?.response;
    if (response && response.acceptedBytes !== null) response.acceptedBytes += bytes;
  }

  #complete(): void {
    const exchange = this.#exchange;
    if (!exchange) return;
    exchange.calls.lastAccepted = this.#now;
    const status = exchange.response?.status ?? 0;
    if (status >= 100 && status < 200 && status !== 101) {
      this.#exchange = null; // an interim response: the final one is still to come (RFC 9110 section 15.2)
      this.#count--;
      return;
    }
    exchange.verdict = "complete";
    exchange.outstandingBytes = 0;
    this.#exchange = null;
    this.#finished = { exchange, by: this.#now };
  }

  /** A complete response is told when something follows it: until then, surplus bytes may still turn up. */
  #flush(): void {
    const finished = this.#finished;
    this.#finished = null;
    if (finished) this.#report(finished.exchange, null, finished.by);
  }

  #surplus(bytes: number): void {
    if (!this.#finished) {
      if (this.#now.socket.origin === "seen" && this.#count === 0) this.#unplaced ??= this.#now;
      return; // no HTTP was seen here yet
    }
    const { exchange } = this.#finished;
    this.#finished = { exchange, by: this.#now };
    exchange.verdict = "overrun";
    exchange.outstandingBytes = (exchange.outstandingBytes ?? 0) - bytes;
    exchange.calls.lastAccepted = this.#now;
  }

  #lost(where: "head" | "chunk" | "start", seen: string): void {
    if (where === "start" && !this.#exchange) {
      if (this.requests.waiting.length === 0) return;
      this.#startResponse();
    }
    if (this.#exchange?.response && where === "head") this.#exchange.response.status = statusOf(seen);
    this.#exchange?.blindSpots.push("head-cut-by-string-limit");
  }

  /** The program ended its side, or the capture did. */
  #end(event: ShutdownEvent | EndEvent, cause: Cause | null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#close(cause, event);
  }

  #giveUp(exchange: Exchange): void {
    exchange.verdict = "undetermined";
    this.#report(exchange, null, this.#now);
  }

  #close(cause: Cause | null, event: SocketEvent): void {
    this.#flush();
    const exchange = this.#exchange ?? this.#unanswered();
    this.#exchange = null;
    const { owed, peerGone } = this.ledger;
    if (exchange) {
      exchange.owedBytes = owed;
      const mayBeHead = exchange.request === null;
      if (judgeEnd(exchange, { cause, owed, peerGone, filter: this.#filter, mayBeHead })) {
        this.#report(exchange, exchange.cause, event);
        return;
      }
    }
    const isAbandoned = owed > 0 && !peerGone && cause !== null;
    if (!isAbandoned || !event.socket.proven || this.role === "client") return;
    this.#judge({ exchange: null, cause, by: event, owedBytes: owed, refused: this.#refused });
  }

  /** The request that the program has read and of whose response not one byte was seen. */
  #unanswered(): Exchange | null {
    const request = this.#isTunnel ? undefined : this.requests.waiting.shift();
    return request ? newExchange(this.#count++, request) : null;
  }

  #report(exchange: Exchange, cause: Cause | null, by: SocketEvent): void {
    this.#judge({ exchange, cause, by, owedBytes: exchange.owedBytes, refused: exchange.calls.refused });
  }
}
