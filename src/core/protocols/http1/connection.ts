import type { EndEvent, ReadEvent, ShutdownEvent, SocketEvent, WriteEvent } from "../../sockets/event.js";
import type { Filter } from "../../sockets/filter.js";
import type { BlindSpotCode } from "../blind-spot.js";
import { abortedByPeer, DELIVERY_IN_DOUBT, decide } from "../decision.js";
import type { Cause, DataEvent, Exchange } from "../exchange.js";
import { CAUSE, type Judgement, type Reset, type Role } from "../judgement.js";
import { debtOf } from "./debt.js";
import { doubtOf, hiddenOf, isEndSeen } from "./hidden.js";
import { judgeAbandoned, judgeEnd } from "./judge-end.js";
import type { ByteClassifier } from "./message-handler.js";
import { hasWaited, isRefused, noteWritable, noteWrite } from "./note-write.js";
import { Peer } from "./peer.js";
import { Recognition } from "./recognition.js";
import { Reporter } from "./reporter.js";
import { RequestReader } from "./request-reader.js";
import { resetOf } from "./reset.js";
import { ResponseStream } from "./response-stream.js";
import { Ring } from "./ring.js";
import type { SeenWhole } from "./seen-whole.js";
import type { ProtocolName } from "./sniffer.js";
import { UnsentBytes } from "./unsent-bytes.js";

/**
 * One socket's two byte streams as requests and responses, seen from the server or from the client. Where an event goes:
 *
 *     write         #write -> UnsentBytes, #isHttp -> a server's #respond -> #answer -> ResponseStream
 *                                                        a client's #ask -> RequestReader
 *                   after the end of the sending side: #writeLate
 *     read          #read -> Peer, #isHttp -> a server's #ask, a client's #receive -> #answer, or the end: #close
 *     shutdown      #shutDown -> #close, or nothing more when the last response is whole
 *     end           #end -> #close; a reset after a whole response; a client that goes away: #leave
 * Finishing a response:
 *     its framing ends it     ResponseStream decides it, and reports it (-> Reporter) once something follows it
 *     #close                  the stream ends first: #finishLast -> judgeEnd, which returns a decision
 *     #leave                  a client ends the connection: judgeAbandoned
 * `decide` writes each decision into its exchange; `Reporter` then hands the exchange to the rules.
 */
export class HttpConnection {
  readonly unsent = new UnsentBytes();
  readonly #recognition: Recognition;
  readonly #reporter: Reporter;
  readonly #peer: Peer;
  readonly #requests: RequestReader;
  readonly #responses: ResponseStream;
  readonly #ring = new Ring();
  /** No response can follow any more: the server ended its side, or the client met the end of it. */
  #isEnded = false;
  #shutdown: ShutdownEvent | null = null;
  #refused: WriteEvent | null = null;
  #hasWrittenLate = false;
  /** Something that cannot be read may have been a response to a request of which none was seen. */
  #blindSpot: BlindSpotCode | null = null;
  /** Why lines of the connection are missing; null if none is. */
  #lost: BlindSpotCode | null = null;

  constructor(
    role: Role,
    private readonly filter: Filter,
    private readonly seen: SeenWhole,
    judge: (judgement: Judgement) => void,
    onBytes?: ByteClassifier,
  ) {
    this.#recognition = new Recognition(role);
    this.#peer = new Peer(filter);
    this.#reporter = new Reporter(this.#recognition, this.#peer, filter, seen, judge);
    this.#requests = new RequestReader(onBytes);
    this.#responses = new ResponseStream(
      this.#requests,
      { filter, seen },
      (exchange, by) => this.#reporter.report(exchange, by, this.#lost),
      onBytes,
    );
  }

  /** What the connection speaks; null until enough of it was seen. */
  get protocol(): ProtocolName | null {
    return this.#recognition.protocol;
  }

  /** The side of the connection that the traced program is. */
  get role(): Role {
    return this.#recognition.role;
  }

  /** The response under way, or the last one: a timeline shows its progress. */
  get latest(): Exchange | null {
    return this.#responses.latest;
  }

  apply(event: SocketEvent): void {
    if (event.kind === "open") this.#recognition.role = event.origin === "connect" ? "client" : "server";
    else if (event.kind === "write") this.#write(event);
    else if (event.kind === "read") this.#read(event);
    else if (event.kind === "hangup") this.#peer.hangup(event.error);
    else if (event.kind === "writable") {
      if (this.#responses.current) noteWritable(this.#responses.current, event);
      this.#peer.plainEnd.writable(event);
    } else if (event.kind === "read-hangup") this.#peer.readHangup(event);
    else if (event.kind === "shutdown") this.#shutDown(event);
    else if (event.kind === "ring") this.#ring.submit(this.#responses.current);
    else if (event.kind === "unconfirmed") this.#distrustLastWrite(event.missing);
    else if (event.kind === "end") this.#end(event);
  }

  /** Something happened that cannot be read, and that may have been a write of the response under way. */
  addBlindSpot(spot: BlindSpotCode): void {
    if (spot === "lines-lost" || spot === "lines-elided") {
      this.unsent.distrust(); // a line that is missing may have been a retry, or a read of the request's rest
      this.#lost = spot;
    }
    const spots = this.#responses.current?.blindSpots;
    if (!spots) this.#blindSpot = spot;
    else if (!spots.includes(spot)) spots.push(spot);
  }

  #write(event: WriteEvent): void {
    if (this.#isEnded && this.role !== "client") {
      this.#writeLate(event);
      return;
    }
    this.unsent.write(event);
    if (isRefused(event)) this.#refused = event;
    if (event.returned && event.error !== null) this.#peer.writeFailed(event.error);
    this.#peer.plainEnd.write(event);
    if (!this.#isHttp(event)) return;
    if (this.role === "client") this.#ask(event, false);
    else this.#respond(event);
  }

  #read(event: ReadEvent): void {
    this.#peer.read(event);
    if (!this.#isHttp(event)) return;
    if (this.role !== "client") this.#ask(event, event.received === event.asked);
    else if (!this.#isEnded) this.#receive(event);
  }

  /** A server writes: bytes of the response, and how much of it the kernel refused. */
  #respond(event: WriteEvent): void {
    this.#answer(event);
    if (this.#responses.current) noteWrite(this.#responses.current, event);
  }

  /** The count of the last write cannot be trusted: it may have been whole. */
  #distrustLastWrite(missing: number): void {
    this.unsent.distrust();
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
    if (this.role === "unknown" && this.#responses.latest)
      this.#recognition.role = event.kind === "write" ? "server" : "client";
    if (this.#responses.tunnel === "http/2") this.#recognition.protocol = "http/2";
  }

  /** A client reads: bytes of the response, or the end of what it will ever get of it. */
  #receive(event: ReadEvent): void {
    this.#answer(event);
    const isDrained = this.#peer.sendsNoMore && event.asked !== null && event.received < event.asked;
    if (event.received > 0 && !isDrained) return;
    if (event.error === null) this.#close("eof", event);
    else if (this.#peer.wasReset) this.#close("reset", event);
  }

  /** False if there is no HTTP/1 to follow; what the kernel refused still counts. */
  #isHttp(event: DataEvent): boolean {
    this.#ring.plainCall();
    this.#recognition.take(event);
    return this.#recognition.isHttp;
  }

  #shutDown(event: ShutdownEvent): void {
    if (event.error !== null) this.#peer.shutdownFailed(event);
    if (event.error !== null || event.how === "rd" || this.role === "client") return;
    this.#shutdown ??= event;
    if (this.unsent.owed === 0 && !this.#peer.isGone) this.#responses.endUntilClose();
    const isWhole = !this.#responses.current && this.#responses.finished?.exchange.verdict === "complete";
    this.#isEnded ||= isWhole; // reported at the close: a reset may still destroy it
    if (!isWhole) this.#close(event.how === "wr" ? "shut-wr" : "shut-rdwr", event);
  }

  /** EPIPE after the program's own shutdown is the program's own doing. */
  #writeLate(event: WriteEvent): void {
    if (event.error !== "EPIPE" || this.#hasWrittenLate || !this.#shutdown || !this.filter.showsClose) return;
    this.#hasWrittenLate = true;
    this.#reporter.submit({ about: "late-write", exchange: null, by: event, owedBytes: event.asked ?? 0 });
  }

  #end(event: EndEvent): void {
    this.#recognition.end();
    const cause = CAUSE[event.by];
    const whole = this.#responses.finished?.exchange;
    const reset = cause === null || this.role === "client" ? null : this.#resetBy(event);
    if (reset && whole?.verdict === "complete" && !this.#responses.current) {
      this.#responses.finished = null;
      decide(whole, DELIVERY_IN_DOUBT);
      this.#reporter.submit({ about: "response", exchange: whole, cause: "reset", by: event, reset });
      return;
    }
    if (cause !== null && whole && this.#isTooLate) {
      this.#responses.finished = null;
      decide(whole, abortedByPeer(cause, 0));
      this.#reporter.submit({ about: "response", exchange: whole, cause, by: event });
      return;
    }
    if (this.#isEnded) this.#responses.flush();
    else if (this.role === "client") this.#leave(cause, event);
    else this.#close(reset?.by === "linger-zero" ? "reset" : cause, event, reset);
  }

  /** The peer ended its side, then the last bytes of the response were written, and the peer had reset the connection. */
  get #isTooLate(): boolean {
    const { finished, current } = this.#responses;
    if (!finished || current || this.#shutdown || this.role === "client") return false;
    return finished.exchange.verdict === "complete" && this.#peer.hadLeftBefore(finished.by);
  }

  #resetBy(event: EndEvent): Reset | null {
    const answered = this.#responses.finished?.by.line ?? null;
    const unread = this.#lost ? null : this.#requests.unread;
    return resetOf({ event, answered, unread, shutdown: this.#shutdown, peer: this.#peer });
  }

  /** A client ends the connection itself: then a response under way was not cut by its sender. */
  #leave(cause: Cause | null, event: EndEvent): void {
    const { current } = this.#responses;
    const { wasReset } = this.#peer;
    if (cause === null || !current || wasReset) {
      this.#close(cause && wasReset ? "reset" : cause, event);
      return;
    }
    this.#isEnded = true;
    this.#responses.flush();
    this.#responses.current = null;
    if (this.#ring.mayHide(current)) current.blindSpots.push("io-uring");
    decide(current, judgeAbandoned(current));
    this.#reporter.report(current, event, this.#lost);
  }

  #close(cause: Cause | null, event: SocketEvent, reset: Reset | null = null): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#responses.flush();
    this.#finishLast(cause, event, reset);
    for (const unseen of this.#responses.unseen()) this.#reporter.report(unseen, event, this.#lost);
  }

  /** Judges the response that was under way, or else the bytes that the program still owed. */
  #finishLast(cause: Cause | null, event: SocketEvent, reset: Reset | null): void {
    const isWhole = this.#requests.isWhole && this.#responses.mayGoOn;
    const exchange = this.#responses.abandon();
    const { role, filter } = this;
    const { owed, failed, isInDoubt } = this.unsent;
    const { hasHungUp, isGone: peerGone, plainEnd } = this.#peer;
    const isClient = role === "client";
    const waited = exchange !== null && hasWaited(exchange, event.time);
    if (waited) plainEnd.waited(event.socket);
    const doubt = doubtOf(filter, { role, cause, by: event, hasHungUp, peerGone });
    if (exchange) {
      const mayBeInRing = this.#ring.mayHide(exchange);
      if (mayBeInRing && exchange.response) exchange.blindSpots.push("io-uring");
      exchange.owedBytes = isClient ? 0 : owed || failed;
      const hasAnswered = this.#responses.latest !== null;
      const hidden = hiddenOf(filter, { role, exchange, by: event, hasAnswered, seen: this.seen });
      const decision = judgeEnd(exchange, {
        cause,
        owed: exchange.owedBytes,
        hasFailed: owed === 0,
        peerGone: peerGone && !isClient,
        peerMayHaveLeft: plainEnd.mayHaveLeft && !isClient,
        hides: { ...hidden, all: this.#blindSpot ?? (mayBeInRing ? "io-uring" : hidden.all) },
        doubt,
        hasWaited: waited,
      });
      if (decision) {
        decide(exchange, decision);
        this.#reporter.submit({ about: "response", exchange, cause: exchange.cause, by: event, reset });
        return;
      }
      const isHere = isEndSeen(event) && !isClient && !peerGone && !plainEnd.mayHaveLeft;
      if (isHere && isWhole && cause !== null && owed === 0 && !isInDoubt && !doubt) {
        this.#reporter.submit({ about: "unanswered", exchange: null, request: exchange.request, cause, by: event });
        return;
      }
    }
    if (doubt) return;
    const isTunnel = this.#responses.tunnel === "other";
    const isTls = this.protocol === "tls";
    const owing = { cause, role, owed, refused: this.#refused, peer: this.#peer, isTunnel, isTls, filter };
    const debt = debtOf({ by: event, ...owing });
    if (debt) this.#reporter.submit(debt);
  }
}
