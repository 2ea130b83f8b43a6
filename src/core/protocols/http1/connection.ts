import type { EndEvent, ReadEvent, ShutdownEvent, SocketEvent, WriteEvent } from "../../sockets/event.js";
import type { Filter } from "../../sockets/filter.js";
import type { BlindSpotCode } from "../blind-spot.js";
import type { Cause, DataEvent, Exchange } from "../exchange.js";
import { CAUSE, type Judgement, type Reset, type Role } from "../judgement.js";
import { doubtOf, hiddenReads, hiddenWrites } from "./hidden.js";
import type { ByteClassifier } from "./message-handler.js";
import { RequestReader } from "./request-reader.js";
import { resetOf } from "./reset.js";
import { ResponseStream } from "./response-stream.js";
import { type ProtocolName, ProtocolSniffer, protocolOf } from "./sniffer.js";
import { isRefusal, UnsentBytes } from "./unsent-bytes.js";
import {
  abandonedByReader,
  judgeEnd,
  markDeliveryInDoubt,
  markUndetermined,
  type StreamEnding,
  waited,
} from "./verdict.js";

/** One socket's two byte streams as requests and responses, seen from the server or from the client. */
export class HttpConnection {
  readonly ledger = new UnsentBytes();
  /** What it speaks; null until enough of it was seen. */
  protocol: ProtocolName | null = null;
  readonly #opening = new ProtocolSniffer();
  readonly #requests: RequestReader;
  readonly #responses: ResponseStream;
  /** No response can follow any more: the server ended its side, or the client met the end of it. */
  #isEnded = false;
  #shutdown: ShutdownEvent | null = null;
  #peerEnd: ReadEvent | null = null;
  #refused: WriteEvent | null = null;
  #hasWrittenLate = false;
  #hasHungUp = false;
  /** Something that cannot be read may have been a response to a request of which none was seen. */
  #obscured: BlindSpotCode | null = null;
  /** The peer is known to send nothing more: a read that does not fill its buffer has met the end. */
  #isLastRead = false;
  /** A client was told that the server reset the connection. */
  #wasReset = false;

  constructor(
    public role: Role,
    private readonly filter: Filter,
    private readonly judge: (judgement: Judgement) => void,
    watch?: ByteClassifier,
  ) {
    this.#requests = new RequestReader(watch);
    this.#responses = new ResponseStream(this.#requests, (exchange, by) => this.#tell(exchange, null, by), watch);
  }

  /** The response under way, or the last one: what a timeline shows the progress of. */
  get latest(): Exchange | null {
    return this.#responses.latest;
  }

  apply(event: SocketEvent): void {
    if (event.kind === "open") this.role = event.origin === "connect" ? "client" : "server";
    else if (event.kind === "write") this.#write(event);
    else if (event.kind === "read") this.#read(event);
    else if (event.kind === "hangup") this.#hangup(event.error);
    else if (event.kind === "writable") this.#writable(event);
    else if (event.kind === "read-hangup") this.#isLastRead = true;
    else if (event.kind === "shutdown") this.#shutDown(event);
    else if (event.kind === "ring") this.addBlindSpot("io-uring");
    else if (event.kind === "unconfirmed") this.#doubt(event.missing);
    else if (event.kind === "end") this.#end(event);
  }

  /** Something happened that may have been a write of the response under way, and cannot be read. */
  addBlindSpot(spot: BlindSpotCode): void {
    const spots = this.#responses.current?.blindSpots;
    if (!spots) this.#obscured = spot;
    else if (!spots.includes(spot)) spots.push(spot);
  }

  #write(event: WriteEvent): void {
    if (this.#isEnded && this.role !== "client") {
      this.#writeLate(event);
      return;
    }
    this.ledger.write(event);
    this.#recognize(event);
    if (this.#isForeign) return;
    if (this.role === "client") this.#ask(event, false);
    else this.#respond(event);
  }

  #read(event: ReadEvent): void {
    if (event.error !== null) this.#hangup(event.error);
    if (event.received === 0 && event.error === null) this.#peerEnd ??= event;
    this.#recognize(event);
    if (this.#isForeign) return;
    if (this.role !== "client") this.#ask(event, event.received === event.asked);
    else if (!this.#isEnded) this.#receive(event);
  }

  /** A server writes: bytes of the response, and how much of it the kernel refused. */
  #respond(event: WriteEvent): void {
    this.#answer(event);
    const isRefused = event.returned && event.accepted < (event.asked ?? event.accepted);
    if (isRefused) this.#refused = event;
    const exchange = this.#responses.current;
    if (!exchange) return;
    if (!event.returned) {
      exchange.inDoubtBytes += event.asked ?? Number.POSITIVE_INFINITY;
      exchange.calls.unreturned ??= event;
    }
    if (event.accepted > 0 || isRefused) exchange.calls.writable = null;
    if (!isRefused) return;
    if (event.error === null || isRefusal(event.error)) exchange.calls.firstRefused ??= event;
    exchange.calls.refused = event;
  }

  /** The last write may have been whole: what it left is in doubt, and no longer owed. */
  #doubt(missing: number): void {
    this.ledger.disbelieve();
    const exchange = this.#responses.current;
    if (exchange && this.role !== "client") exchange.inDoubtBytes += missing;
  }

  #ask({ pieces, line }: DataEvent, isFull: boolean): void {
    const before = this.#requests.waiting.length;
    this.#requests.take(pieces, line, isFull);
    if (this.#requests.waiting.length > before) this.#responses.place();
  }

  #answer(event: DataEvent): void {
    this.#responses.take(event);
    if (this.role === "unknown" && this.#responses.latest) this.role = event.kind === "write" ? "server" : "client";
    if (this.#responses.tunnel === "http/2") this.protocol = "http/2";
  }

  /** A client reads: bytes of the response, or the end of what it will ever get of it. */
  #receive(event: ReadEvent): void {
    this.#answer(event);
    const isDrained = this.#isLastRead && event.asked !== null && event.received < event.asked;
    if (event.received > 0 && !isDrained) return;
    if (event.error === null) this.#close("eof", event);
    else if (this.#wasReset) this.#close("reset", event);
  }

  /** What the first bytes say about the protocol, and about who asks and who answers. */
  #recognize(event: DataEvent): void {
    if (this.protocol !== null || event.pieces.length === 0) return;
    const seen = this.#opening.add(event);
    const protocol = seen === null ? null : protocolOf(seen);
    if (protocol === "other" && event.socket.origin === "seen") return; // may be the middle of something
    this.protocol = protocol;
    if (seen === null || protocol !== "http/1" || this.role !== "unknown") return;
    const isResponse = seen.startsWith("HTTP/1.");
    this.role = isResponse === (event.kind === "write") ? "server" : "client";
  }

  /** True where there is no HTTP/1 to follow; what the kernel refused still counts. */
  get #isForeign(): boolean {
    return this.protocol !== null && this.protocol !== "http/1";
  }

  /** An epoll hang-up says nothing to a client: an unconnected socket has one too, and so has one that is done. */
  #hangup(error: string): void {
    // a hang-up of both directions: behind a shutdown of the program's own it is no news
    if (error.endsWith("HUP") && !this.filter.showsShutdown) this.#hasHungUp = true;
    else this.ledger.hangup(error);
    this.#wasReset ||= error === "ECONNRESET" || error === "ETIMEDOUT";
  }

  #writable(event: SocketEvent & { kind: "writable" }): void {
    const calls = this.#responses.current?.calls;
    if (calls?.refused) calls.writable ??= event;
  }

  #shutDown(event: ShutdownEvent): void {
    if (event.error !== null || event.how === "rd" || this.role === "client") return;
    this.#shutdown ??= event;
    if (this.ledger.owed === 0 && !this.ledger.peerGone) this.#responses.endUntilClose();
    const isWhole = !this.#responses.current && this.#responses.finished?.exchange.verdict === "complete";
    if (isWhole)
      this.#isEnded = true; // told at the close: a reset may still destroy what was accepted
    else this.#close(event.how === "wr" ? "shut-wr" : "shut-rdwr", event);
  }

  /** EPIPE after one's own shutdown is one's own doing. */
  #writeLate(event: WriteEvent): void {
    if (event.error !== "EPIPE" || this.#hasWrittenLate || !this.#shutdown || !this.filter.showsClose) return;
    this.#hasWrittenLate = true;
    this.#judge({ about: "late-write", exchange: null, by: event, owedBytes: event.asked ?? 0 });
  }

  #end(event: EndEvent): void {
    const cause = CAUSE[event.by];
    const whole = this.#responses.finished?.exchange;
    const reset = cause === null || this.role === "client" ? null : this.#resetBy(event);
    if (reset && whole?.verdict === "complete" && !this.#responses.current) {
      this.#responses.finished = null;
      markDeliveryInDoubt(whole);
      this.#judge({ about: "response", exchange: whole, cause: "reset", by: event, reset });
      return;
    }
    if (this.#isEnded) this.#responses.flush();
    else if (this.role === "client") this.#leave(cause, event);
    else this.#close(reset?.by === "linger-zero" ? "reset" : cause, event, reset);
  }

  #resetBy(event: EndEvent): Reset | null {
    const { ledger } = this;
    const [shutdown, peerEnd] = [this.#shutdown, this.#peerEnd];
    const answered = this.#responses.finished?.by.line ?? null;
    return resetOf({ event, answered, unread: this.#requests.unread, shutdown, peerEnd, peerGone: ledger.peerGone });
  }

  /** A client ends the connection itself: a response under way is then nobody's fault. */
  #leave(cause: Cause | null, event: EndEvent): void {
    const { current } = this.#responses;
    if (cause === null || !current || this.#wasReset) {
      this.#close(cause && this.#wasReset ? "reset" : cause, event);
      return;
    }
    this.#isEnded = true;
    this.#responses.flush();
    this.#responses.current = null;
    abandonedByReader(current);
    this.#tell(current, null, event);
  }

  #close(cause: Cause | null, event: SocketEvent, reset: Reset | null = null): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#responses.flush();
    const exchange = this.#responses.abandon();
    this.#judgeLast(exchange, cause, event, reset);
    for (const unseen of this.#responses.unseen()) this.#tell(unseen, null, event);
  }

  #judgeLast(exchange: Exchange | null, cause: Cause | null, event: SocketEvent, reset: Reset | null): void {
    const { owed, peerGone } = this.ledger;
    const { role, filter } = this;
    const isClient = role === "client";
    const doubt = doubtOf(filter, { role, cause, by: event, hasHungUp: this.#hasHungUp, peerGone });
    if (exchange) {
      exchange.owedBytes = isClient ? 0 : owed;
      const hidden = isClient ? hiddenReads(filter, exchange, event) : hiddenWrites(filter);
      const hides = { ...hidden, all: this.#obscured ?? hidden.all };
      const hasWaited = waited(exchange, event);
      const isGone = peerGone && !isClient;
      const ending: StreamEnding = { cause, owed: exchange.owedBytes, peerGone: isGone, hides, doubt, hasWaited };
      if (judgeEnd(exchange, ending)) {
        this.#judge({ about: "response", exchange, cause: exchange.cause, by: event, reset });
        return;
      }
    }
    // whoever relays a tunnel may drop what is left for a side that has ended it (RFC 9110 section 9.3.6)
    const isLeft = this.#responses.tunnel === "other" && this.#peerEnd !== null;
    const isAbandoned = owed > 0 && !peerGone && !isLeft && !doubt && cause !== null;
    if (!isAbandoned || !event.socket.proven || isClient) return;
    this.#judge({ about: "debt", exchange: null, cause, by: event, owedBytes: owed, refused: this.#refused });
  }

  #tell(exchange: Exchange, cause: Cause | null, by: SocketEvent): void {
    if (exchange.verdict === "overrun" && by.socket.mayBeTwo) markUndetermined(exchange, "threads-not-traced");
    this.#judge({ about: "response", exchange, cause, by });
  }

  #judge(known: Pick<Judgement, "about" | "exchange" | "by"> & Partial<Judgement>): void {
    const { about, exchange, by, cause = null, reset = null } = known;
    const { owedBytes = exchange?.owedBytes ?? 0, refused = exchange?.calls.refused ?? null } = known;
    const peerEnd = this.#peerEnd;
    // no spread: several times slower, and rules are quickest where every judgement is laid out alike
    this.judge({ about, role: this.role, exchange, cause, by, owedBytes, refused, peerEnd, reset });
  }
}
