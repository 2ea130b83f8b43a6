/**
 * One socket's two byte streams as requests and responses, seen from the server or from the client.
 */
import { isNumber } from "../arguments/integer";
import { moved, offered, Pieces } from "../buffers/pieces";
import { beginsInMidst, beginsTls, changeProtocol, converse, missBytes } from "../conversations/converse";
import { isConversing } from "../conversations/judge-messages";
import { EventKind } from "../events/event-kind";
import { EventRecord, event } from "../events/event-record";
import { create, destroy } from "../heap/allocate";
import { filter } from "../model/filter";
import { Origin } from "../sockets/kinds";
import { BlindSpot } from "./blind-spot";
import { ConnectionParts } from "./connection-parts";
import { ConnectionEnd, createConnectionEnd, destroyConnectionEnd } from "./ending/connection-end";
import { Cause, Exchange, NOT_ANY, Verdict } from "./exchange";
import { addHider } from "./filtered/seen-whole";
import { JudgementRecord } from "./judgement";
import { beginEventToKeep } from "./kept-event";
import { isRefused, noteWritable, noteWrite } from "./response/note-write";
import { Role } from "./role";
import { ProtocolName } from "./sniffer";

/** Bytes that the capture does not show. */
const unseenBytes: Pieces = create<Pieces>();

@unmanaged
export class HttpConnection extends ConnectionParts {
  end: ConnectionEnd;

  /** The response under way, or the last one: a timeline shows its progress. */
  get latest(): Exchange | null {
    return this.responses.latest;
  }

  /** The exchange that is not decided, of which something was seen of the response: it is under way, or it is whole and surplus may follow. */
  get undecided(): Exchange | null {
    const responses = this.responses;
    const current = responses.current;
    return current ? current : responses.whole.waiting;
  }

  /** The response under way, or what stands for it on a connection that does not speak HTTP/1. */
  private get callsUnderWay(): Exchange | null {
    const conversation = this.conversation;
    return conversation ? conversation.calls : this.responses.current;
  }

  /** Takes the event at hand, which is one of its socket. */
  apply(event: EventRecord): void {
    beginEventToKeep();
    switch (event.kind) {
      case EventKind.Open:
        this.recognition.role = event.origin === Origin.Connect ? Role.Client : Role.Server;
        break;
      case EventKind.Write:
        this.write();
        break;
      case EventKind.Read:
        this.read();
        break;
      case EventKind.Hangup:
        this.peer.hangup();
        break;
      case EventKind.Writable:
        this.writable();
        break;
      case EventKind.ReadHangup:
        this.peer.readHangup();
        break;
      case EventKind.Shutdown:
        this.end.shutDown(this);
        break;
      case EventKind.Ring:
        this.ring.submit(this.callsUnderWay);
        break;
      case EventKind.Damaged:
        this.addBlindSpot(BlindSpot.LinesLost);
        break;
      case EventKind.Unconfirmed:
        this.distrustLastWrite(event.moved);
        break;
      case EventKind.End:
        this.end.finish(this);
        break;
      default:
    }
  }

  /** Something happened that cannot be read, and that may have been a write of the response under way. */
  addBlindSpot(spot: BlindSpot): void {
    if (spot === BlindSpot.LinesLost || spot === BlindSpot.LinesElided || spot === BlindSpot.LinesOutOfOrder) {
      // a line that is missing may have been a retry, or a read of the request's rest
      this.unsent.distrust();
      this.reporter.lost = spot;
      missBytes(this, spot);
    }
    const current = this.responses.current;
    if (current) current.addSpot(spot);
    else this.blindSpot = spot;
  }

  private write(): void {
    const end = this.end;
    if (end.hasCome && this.role !== Role.Client) {
      end.writeLate(this);
      return;
    }
    this.unsent.write();
    if (isRefused()) this.keepRefused();
    if (event.returned !== 0 && event.errorEnd !== 0) this.peer.writeFailed();
    this.peer.plainEnd.write();
    if (!this.isHttp()) {
      converse(this);
      return;
    }
    if (this.role === Role.Client) this.ask(false);
    else this.respond();
    this.changeProtocol();
  }

  private read(): void {
    this.peer.read();
    if (!this.isHttp()) {
      converse(this);
      if (isConversing(this) && this.role === Role.Client && !this.end.hasCome) this.meetEnd();
      return;
    }
    if (this.role !== Role.Client) this.ask(event.moved === event.asked);
    else if (!this.end.hasCome) this.receive();
    this.changeProtocol();
  }

  /** The response at hand may have changed the protocol of the connection (RFC 9110 section 15.2.2). */
  private changeProtocol(): void {
    const to = this.responses.tunnel;
    if (to === NOT_ANY || to === ProtocolName.Other || this.conversation) return;
    this.recognition.protocol = to;
    changeProtocol(this, to);
  }

  private writable(): void {
    const current = this.responses.current;
    if (current) noteWritable(current);
    this.peer.plainEnd.writable();
  }

  /** A server writes: bytes of the response, and how much of it the kernel refused. */
  private respond(): void {
    this.answer();
    this.ring.plainWrite();
    const responses = this.responses;
    if (event.returned === 0) responses.doubt(event.hasOffered !== 0 ? offered : null);
    // where the responses after it begin is not known any more
    if (responses.hasMisfit) this.lose(BlindSpot.BytesElided);
    const current = responses.current;
    if (current) noteWrite(current);
  }

  /** The count of the last write cannot be trusted: it may have been whole. */
  private distrustLastWrite(missing: f64): void {
    this.unsent.distrust();
    const conversation = this.conversation;
    if (conversation) conversation.calls.inDoubtBytes += missing;
    const exchange = this.responses.current;
    if (!exchange || this.role === Role.Client) return;
    unseenBytes.add().setUnseen(missing);
    this.responses.doubt(unseenBytes);
    unseenBytes.clear();
    exchange.inDoubtBytes += missing;
  }

  private ask(isFull: bool): void {
    const requests = this.requests;
    const before = requests.waiting.count;
    requests.take(moved, event.line, isFull);
    if (requests.waiting.count > before) this.responses.place();
    if (this.role !== Role.Client && requests.isAhead && !filter.showsEveryWrite) this.missAnswer();
  }

  /** The capture hides the call that wrote a response: those after it would be taken for answers to the wrong requests. */
  private missAnswer(): void {
    addHider(event.socket);
    this.lose(BlindSpot.WritesNotTraced);
  }

  /** Lines of the connection are missing, for the first reason that is known. */
  private lose(why: BlindSpot): void {
    if (this.reporter.lost === NOT_ANY) this.reporter.lost = why;
  }

  private answer(): void {
    const responses = this.responses;
    responses.take();
    const isWrite = event.kind === EventKind.Write;
    const waiting = responses.whole.waiting;
    // surplus, while another request waits: the whole response may be its answer
    const isOver = waiting !== null && waiting.verdict === Verdict.Overrun && this.requests.waiting.count > 0;
    if (isOver && isWrite && !filter.showsEveryWrite) this.missAnswer();
    if (isOfAnother()) doubtOwner(responses.current ? responses.current : responses.latest); // also of one that began
    if (this.role === Role.Unknown && responses.latest) this.recognition.role = isWrite ? Role.Server : Role.Client;
  }

  /** A client reads: bytes of the response, or the end of what it will ever get of it. */
  private receive(): void {
    this.answer();
    this.meetEnd();
  }

  /** The read at hand may have met the end of what the server sends. */
  private meetEnd(): void {
    const isDrained = this.peer.readsTheRest && isNumber(event.asked) && event.moved < event.asked;
    if (event.moved > 0 && !isDrained) return;
    if (event.errorEnd === 0) this.end.close(this, Cause.Eof);
    else if (this.peer.wasReset) this.end.close(this, Cause.Reset);
  }

  /** False if there is no HTTP/1 to follow; what the kernel refused still counts. */
  private isHttp(): bool {
    this.ring.plainCall();
    const recognition = this.recognition;
    const isNew = recognition.protocol === ProtocolName.Unknown;
    if (isOfAnother()) doubtOwner(this.responses.current);
    const mayBeTls = this.responses.tunnel === ProtocolName.Other || recognition.isHeaderCut;
    if (mayBeTls && !this.conversation && beginsTls()) {
      this.responses.whole.flush(this.reporter);
      recognition.goOnInTls();
    }
    const isOlder = event.socket.origin === Origin.Seen;
    recognition.take(event.kind === EventKind.Write, moved, event.line, isOlder);
    if (isOlder && recognition.protocol === ProtocolName.Unknown && beginsInMidst(this)) return false;
    const question = recognition.otherQuestion;
    if (isNew && question && recognition.protocol === ProtocolName.Http1) this.requests.askedOtherwise(question);
    // what looked like a request was none
    if (recognition.protocol === ProtocolName.Other) this.requests.waiting.clear();
    return recognition.isHttp;
  }
}

/** The bytes may be of another socket, so nobody knows what became of the response. */
function doubtOwner(exchange: Exchange | null): void {
  if (exchange) exchange.addSpot(BlindSpot.ThreadsNotTraced);
}

/** True if another thread than before moves bytes, and may have a socket of its own under this number. */
function isOfAnother(): bool {
  return event.socket.mayBeTwo && event.socket.switchedAt === event.line;
}

/** Its owner destroys it; `taker` takes what is judged of it. */
export function createHttpConnection(role: Role, taker: (record: JudgementRecord) => void): HttpConnection {
  const connection = create<HttpConnection>();
  connection.begin(role, taker);
  connection.end = createConnectionEnd();
  return connection;
}

export function destroyHttpConnection(connection: HttpConnection): void {
  connection.free();
  destroyConnectionEnd(connection.end);
  destroy<HttpConnection>(connection);
}
