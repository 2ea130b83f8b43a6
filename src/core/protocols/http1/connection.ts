import type { ReadEvent, SocketEvent, WriteEvent } from "../../sockets/event.js";
import type { Filter } from "../../sockets/filter.js";
import type { SocketFacts } from "../../sockets/socket-facts.js";
import type { BlindSpotCode } from "../blind-spot.js";
import type { DataEvent, Exchange } from "../exchange.js";
import type { Judgement, Role } from "../judgement.js";
import { ConnectionEnd } from "./ending/connection-end.js";
import type { SeenWhole } from "./filtered/seen-whole.js";
import type { ByteClassifier } from "./message/message-handler.js";
import { Peer } from "./peer.js";
import { Recognition } from "./recognition.js";
import { Reporter } from "./reporter.js";
import { RequestReader } from "./request-reader.js";
import { isRefused, noteWritable, noteWrite } from "./response/note-write.js";
import { ResponseStream } from "./response/response-stream.js";
import type { Decided } from "./response/whole-response.js";
import { Ring } from "./ring.js";
import type { ProtocolName } from "./sniffer.js";
import { UnsentBytes } from "./unsent-bytes.js";

/**
 * One socket's two byte streams as requests and responses, seen from the server or from the client. Where an event goes:
 *
 *     write         #write -> UnsentBytes, #isHttp -> a server's #respond -> #answer -> ResponseStream
 *                                                        a client's #ask -> RequestReader
 *                   after the end of the sending side: ConnectionEnd
 *     read          #read -> Peer, #isHttp -> a server's #ask, a client's #receive -> #answer, or the end: ConnectionEnd
 *     shutdown      ConnectionEnd: its `close`, or nothing more when the last response is whole
 *     end           ConnectionEnd: its `close`; a reset after a whole response; a client that goes away
 * Finishing a response:
 *     its framing ends it     ResponseStream decides it, and reports it (-> Reporter) once something follows it
 *     ConnectionEnd           the stream ends first: judgeLastResponse -> judgeEnd, which returns a decision;
 *                             a client ends the connection: judgeAbandoned
 * `decide` writes each decision into its exchange; `Reporter` then hands the exchange to the rules.
 */
export class HttpConnection {
  readonly unsent = new UnsentBytes();
  readonly #recognition: Recognition;
  readonly #peer: Peer;
  readonly #requests: RequestReader;
  readonly #responses: ResponseStream;
  readonly #ring = new Ring();
  readonly #end: ConnectionEnd;

  constructor(
    role: Role,
    private readonly filter: Filter,
    private readonly seen: SeenWhole,
    judge: (judgement: Judgement) => void,
    onBytes?: ByteClassifier,
  ) {
    const recognition = new Recognition(role);
    const peer = new Peer(filter);
    const reporter = new Reporter(recognition, peer, filter, seen, judge);
    const requests = new RequestReader(onBytes);
    const decided: Decided = (exchange, by) => reporter.report(exchange, by, this.#end.lost);
    const responses = new ResponseStream(requests, { filter, seen }, decided, onBytes);
    const { unsent } = this;
    this.#recognition = recognition;
    this.#peer = peer;
    this.#requests = requests;
    this.#responses = responses;
    const ring = this.#ring;
    this.#end = new ConnectionEnd({ filter, seen, recognition, reporter, peer, requests, responses, ring, unsent });
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
    else if (event.kind === "shutdown") this.#end.shutDown(event);
    else if (event.kind === "ring") this.#ring.submit(this.#responses.current);
    else if (event.kind === "damaged") this.addBlindSpot("lines-lost");
    else if (event.kind === "unconfirmed") this.#distrustLastWrite(event.missing);
    else if (event.kind === "end") this.#end.end(event);
  }

  /** Something happened that cannot be read, and that may have been a write of the response under way. */
  addBlindSpot(spot: BlindSpotCode): void {
    if (spot === "lines-lost" || spot === "lines-elided" || spot === "lines-out-of-order") this.#loseLines(spot);
    const spots = this.#responses.current?.blindSpots;
    if (!spots) this.#end.blindSpot = spot;
    else if (!spots.includes(spot)) spots.push(spot);
  }

  /** A line that is missing may have been a retry, or a read of the request's rest. */
  #loseLines(spot: BlindSpotCode): void {
    this.unsent.distrust();
    this.#end.lost = spot;
  }

  #write(event: WriteEvent): void {
    if (this.#end.hasCome && this.role !== "client") {
      this.#end.writeLate(event);
      return;
    }
    this.unsent.write(event);
    if (isRefused(event)) this.#end.refused = event;
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
    else if (!this.#end.hasCome) this.#receive(event);
  }

  /** A server writes: bytes of the response, and how much of it the kernel refused. */
  #respond(event: WriteEvent): void {
    this.#answer(event);
    if (!event.returned) this.#responses.doubt(event.offered, this.#responses.onBytes);
    // where the responses after it begin is not known any more
    if (this.#responses.hasMisfit) this.#end.lost ??= "bytes-elided";
    if (this.#responses.current) noteWrite(this.#responses.current, event);
  }

  /** The count of the last write cannot be trusted: it may have been whole. */
  #distrustLastWrite(missing: number): void {
    this.unsent.distrust();
    const exchange = this.#responses.current;
    if (!exchange || this.role === "client") return;
    this.#responses.doubt([{ seen: "", length: missing }]);
    exchange.inDoubtBytes += missing;
  }

  #ask({ pieces, line, socket }: DataEvent, isFull: boolean): void {
    const before = this.#requests.waiting.length;
    this.#requests.take(pieces, line, isFull);
    if (this.#requests.waiting.length > before) this.#responses.place();
    if (this.role !== "client" && this.#requests.isAhead && !this.filter.showsEveryWrite) this.#missAnswer(socket);
  }

  /** The capture hides the call that wrote a response: those after it would be taken for answers to the wrong requests. */
  #missAnswer({ home }: SocketFacts): void {
    this.seen.addHider(home);
    this.#end.lost ??= "writes-not-traced";
  }

  #answer(event: DataEvent): void {
    this.#responses.take(event);
    // surplus, while another request waits: the whole response may be its answer
    const isOver = this.#responses.whole.waiting?.exchange.verdict === "overrun" && this.#requests.waiting.length > 0;
    if (isOver && event.kind === "write" && !this.filter.showsEveryWrite) this.#missAnswer(event.socket);
    if (isOfAnother(event)) this.#doubtOwner(this.#responses.current ?? this.#responses.latest); // also of one that began
    if (this.role === "unknown" && this.#responses.latest)
      this.#recognition.role = event.kind === "write" ? "server" : "client";
    if (this.#responses.tunnel === "http/2") this.#recognition.protocol = "http/2";
  }

  /** The bytes may be of another socket, so nobody knows what became of the response. */
  #doubtOwner(exchange: Exchange | null): void {
    if (exchange && !exchange.blindSpots.includes("threads-not-traced")) exchange.blindSpots.push("threads-not-traced");
  }

  /** A client reads: bytes of the response, or the end of what it will ever get of it. */
  #receive(event: ReadEvent): void {
    this.#answer(event);
    const isDrained = this.#peer.sendsNoMore && event.asked !== null && event.received < event.asked;
    if (event.received > 0 && !isDrained) return;
    if (event.error === null) this.#end.close("eof", event);
    else if (this.#peer.wasReset) this.#end.close("reset", event);
  }

  /** False if there is no HTTP/1 to follow; what the kernel refused still counts. */
  #isHttp(event: DataEvent): boolean {
    this.#ring.plainCall();
    const isNew = this.protocol === null;
    if (isOfAnother(event)) this.#doubtOwner(this.#responses.current);
    this.#recognition.take(event);
    const { otherQuestion } = this.#recognition;
    if (isNew && this.protocol === "http/1" && otherQuestion) this.#requests.askedOtherwise(otherQuestion);
    if (this.#recognition.protocol === "other") this.#requests.waiting.length = 0; // what looked like a request was none
    return this.#recognition.isHttp;
  }
}

/** True if another thread than before moves bytes, and may have a socket of its own under this number. */
function isOfAnother({ socket, line }: DataEvent): boolean {
  return socket.mayBeTwo && socket.switchedAt === line;
}
