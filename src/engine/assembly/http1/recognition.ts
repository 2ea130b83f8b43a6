/** Which protocol a connection speaks, and which side asks. */
import { Piece } from "../buffers/piece";
import { Pieces } from "../buffers/pieces";
import { event } from "../events/event-record";
import { create, destroy } from "../heap/allocate";
import { mayStartResponse } from "./head/head";
import { beginsProxyHeader, proxyHeaderLength } from "./proxy-header";
import { Role } from "./role";
import { isResponse, ProtocolName, ProtocolSniffer, protocolOf } from "./sniffer";

/** It learns from the first bytes of a connection. */
@unmanaged
export class Recognition {
  role: Role;
  /** What the connection speaks; Unknown until enough of it was seen. */
  protocol: ProtocolName;
  opening: ProtocolSniffer;
  /** The first bytes of the other side, if it speaks before the opening has said enough. */
  answer: ProtocolSniffer;
  /** Bytes that the side which spoke first had moved before the event at hand, and how many of them are in the opening. */
  movedBefore: f64;
  shownBefore: i32;
  /** Bytes of a PROXY protocol header that the side which spoke first sent before all else. */
  headerBytes: f64;
  /** The same with those of the event at hand. */
  private movedSoFar: f64;
  /** The host was asked what a connection speaks that is older than the capture: at the first bytes that were written, and read. */
  private wasAskedOfWrite: bool;
  private wasAskedOfRead: bool;
  /** What asked is neither HTTP nor TLS. The answer may still be HTTP: uwsgi asks in a protocol of its own. */
  private asksOtherwise: bool;

  /** What was asked in a protocol that is not HTTP, from its start to its end, and on which line; null if HTTP asked. */
  get otherQuestion(): ProtocolSniffer | null {
    return this.asksOtherwise ? this.opening : null;
  }

  /** False if there is no HTTP/1 to follow. */
  get isHttp(): bool {
    return this.protocol === ProtocolName.Unknown ? !this.asksOtherwise : this.protocol === ProtocolName.Http1;
  }

  /**
   * Bytes were written, or read.
   *
   * @param isOlder the socket is older than the capture
   */
  take(isWrite: bool, pieces: Pieces, line: u32, isOlder: bool): void {
    if (this.isHttp && this.protocol === ProtocolName.Unknown) this.count(isWrite);
    if (this.protocol !== ProtocolName.Unknown) {
      this.opening.clear();
      this.answer.clear();
      return;
    }
    if (pieces.count === 0) return;
    if (this.asksOtherwise) this.takeAnswer(isWrite, pieces, line);
    else if (this.opening.isAnswer(isWrite)) this.takeEarlyAnswer(isWrite, pieces, line, isOlder);
    else this.takeOpening(isWrite, pieces, line, isOlder);
  }

  /** The capture shows the beginning of a PROXY protocol header and not its end, so nothing that it shows of the opening says what follows. */
  get isHeaderCut(): bool {
    const opening = this.opening;
    return this.protocol === ProtocolName.Unknown && beginsProxyHeader(opening.start, opening.end);
  }

  /** What follows on HTTP (CONNECT), or on a header that is cut, turns out to be TLS. */
  goOnInTls(): void {
    this.protocol = ProtocolName.Tls;
    this.movedBefore = 0;
    this.headerBytes = 0;
  }

  /** True once for each direction. */
  mayAsk(isWrite: bool): bool {
    const wasAsked = isWrite ? this.wasAskedOfWrite : this.wasAskedOfRead;
    if (isWrite) this.wasAskedOfWrite = true;
    else this.wasAskedOfRead = true;
    return !wasAsked;
  }

  private count(isWrite: bool): void {
    if (this.opening.isAnswer(isWrite)) return;
    this.movedBefore = this.movedSoFar;
    this.shownBefore = this.opening.length;
    this.movedSoFar += event.moved;
  }

  /** The connection is over: a question in another protocol was never answered. */
  end(): void {
    if (this.asksOtherwise && this.protocol === ProtocolName.Unknown) this.protocol = ProtocolName.Other;
  }

  destroy(): void {
    this.opening.clear();
    destroy<ProtocolSniffer>(this.opening);
    this.answer.clear();
    destroy<ProtocolSniffer>(this.answer);
    destroy<Recognition>(this);
  }

  private takeOpening(isWrite: bool, pieces: Pieces, line: u32, isOlder: bool): void {
    if (!this.opening.hasBegun && pieces.count === 1 && this.isDecidedBy(isWrite, pieces.at(0))) return;
    if (!this.opening.addCall(isWrite, pieces, line)) return;
    const opening = this.opening;
    this.headerBytes = <f64>proxyHeaderLength(opening.start, opening.end);
    const protocol = this.decide(isWrite, opening.openingStart, opening.end);
    this.opening.trim();
    if (protocol === ProtocolName.Other) this.asksOtherwise = !isOlder; // else it may be the middle of something
  }

  /** Usually the first piece says it: then its bytes need not be kept. */
  private isDecidedBy(isWrite: bool, piece: Piece): bool {
    const start = piece.seenStart;
    const end = piece.seenEnd;
    const header = proxyHeaderLength(start, end);
    this.headerBytes = <f64>header;
    const protocol = this.decide(isWrite, min(end, start + header), end);
    return protocol !== ProtocolName.Other && protocol !== ProtocolName.Unknown;
  }

  private decide(isWrite: bool, start: usize, end: usize): ProtocolName {
    const protocol = protocolOf(start, end);
    if (protocol === ProtocolName.Other) return protocol;
    this.protocol = protocol;
    if (protocol === ProtocolName.Http1 && this.role === Role.Unknown)
      this.role = isResponse(start, end) === isWrite ? Role.Server : Role.Client;
    return protocol;
  }

  /**
   * The opening may be the start of a request line, of which the capture hides the rest: the answer shows what it was. A program may
   * write its first bytes one by one.
   */
  private takeEarlyAnswer(isWrite: bool, pieces: Pieces, line: u32, isOlder: bool): void {
    this.headerBytes = 0; // the event at hand has none
    if (isOlder || !this.opening.isLegible) return;
    const answer = this.answer;
    answer.addCall(isWrite, pieces, line);
    if (!answer.isLegible) return;
    this.protocol = mayStartResponse(answer.start, answer.end) ? ProtocolName.Http1 : ProtocolName.Other; // what follows is not looked at
  }

  private takeAnswer(isWrite: bool, pieces: Pieces, line: u32): void {
    if (!this.opening.isAnswer(isWrite)) {
      this.opening.addCall(isWrite, pieces, line); // the question may come in several calls
      this.opening.trim();
      return;
    }
    const first = pieces.at(0);
    const start = first.seenStart;
    const end = first.seenEnd;
    // a gRPC server sends its settings before it reads the preface
    const isHttp2 = protocolOf(start, end) === ProtocolName.Http2;
    this.protocol = isResponse(start, end) ? ProtocolName.Http1 : isHttp2 ? ProtocolName.Http2 : ProtocolName.Other;
    if (this.protocol === ProtocolName.Http1) this.role = isWrite ? Role.Server : Role.Client;
  }
}

/** Its owner destroys it. */
export function createRecognition(role: Role): Recognition {
  const recognition = create<Recognition>();
  recognition.role = role;
  recognition.protocol = ProtocolName.Unknown;
  recognition.opening = create<ProtocolSniffer>();
  recognition.answer = create<ProtocolSniffer>();
  return recognition;
}
