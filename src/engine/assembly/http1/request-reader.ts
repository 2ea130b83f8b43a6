/** The requests of a connection: what a server reads, what a client writes. */
import { NO_NUMBER } from "../arguments/integer";
import { Pieces } from "../buffers/pieces";
import { byteAt, find, startsWithShort } from "../bytes";
import { Char } from "../char";
import { create, destroy } from "../heap/allocate";
import { textOf } from "../heap/text";
import { Framing, requestFraming } from "./head/framing";
import { endOfVersion, head, mayStartRequest, parseRequestHead } from "./head/head";
import { onBytes } from "./message/handler";
import { HandlerTable } from "./message/handler-table";
import { createParser, destroyParser, MessageParser } from "./message/message-parser";
import { Gap, ParserState, PROXY_HEADER } from "./message/states";
import { proxyHeaderLength } from "./proxy-header";
import { createRequest, Request } from "./request";
import { createQueue, RequestQueue } from "./request-queue";
import { asksOtherScheme, ProtocolSniffer } from "./sniffer";
import { endOfSolid, isMethodChar, withDots } from "./text-classes";
import { uwsgiRequest } from "./uwsgi";

/** In place of how many bytes of a request were not read: all were. */
export const NOTHING_UNREAD: f64 = -1;

/** The oldest request comes first. */
@unmanaged
export class RequestReader {
  /** Requests whose response has not begun. */
  waiting: RequestQueue;
  parser: MessageParser;
  private line: u32;
  private isNotFirst: bool;
  private isAnsweredEarly: bool;
  /** The last read filled the program's buffer, so more bytes may have been waiting. */
  private isFull: bool;
  /** The client holds its body back until the server answers 100 (RFC 9110 section 10.1.1). */
  private awaitsContinue: bool;

  /** Takes the oldest request without a response, also one that is answered before its head was read to the end. */
  next(): Request | null {
    const oldest = this.waiting.takeOldest();
    if (oldest) return oldest;
    if (this.isAnsweredEarly) return null;
    const early = requestIn(this.parser.partialHead, this.parser.partialHeadEnd, this.line);
    this.isAnsweredEarly = early !== null;
    return early;
  }

  /** HTTP answers a question in another protocol, uwsgi's. */
  askedOtherwise(question: ProtocolSniffer): void {
    const request = uwsgiRequest(question.start, question.end, question.line);
    if (request) this.waiting.push(request);
  }

  /** Takes bytes that a server read or a client wrote; `isFull`: the read left no room in the server's buffer. */
  take(pieces: Pieces, line: u32, isFull: bool): void {
    this.line = line;
    this.isFull = isFull;
    const isFirst = !this.isNotFirst && pieces.count > 0;
    this.parser.take(isFirst ? withoutProxyHeader(this.parser, pieces) : pieces, true);
    withoutHeader.clear();
    if (isFirst) this.isNotFirst = true;
  }

  /** The server answered 100: it asks for the body that the client held back. */
  continues(): void {
    this.awaitsContinue = false;
  }

  /** Request bytes that the server surely did not read yet, NO_NUMBER if the request does not say how many; else NOTHING_UNREAD. */
  get unread(): f64 {
    switch (this.parser.state) {
      case ParserState.Fixed:
        return this.awaitsContinue ? NOTHING_UNREAD : this.parser.left;
      case ParserState.ChunkSize:
      case ParserState.ChunkData:
      case ParserState.ChunkEnd:
      case ParserState.Trailers:
        return this.awaitsContinue ? NOTHING_UNREAD : NO_NUMBER;
      case ParserState.Head:
        return this.isFull ? NO_NUMBER : NOTHING_UNREAD;
      default:
        return NOTHING_UNREAD;
    }
  }

  /** True if a request was read after another one that has no response: few clients send it before they have that. */
  get isAhead(): bool {
    const oldest = this.waiting.oldest;
    const latest = this.waiting.latest;
    return oldest !== null && latest !== null && oldest.line !== latest.line;
  }

  /** True if the end of a request is hidden: others may have come in the same read. */
  get mayHideMore(): bool {
    return this.parser.state === ParserState.Lost;
  }

  /** True if the oldest request without a response was read to its end. */
  get isWhole(): bool {
    const state = this.parser.state;
    return this.waiting.count > 1 || state === ParserState.Start || state === ParserState.Head;
  }

  /** Called by the parser, as `onBody` and `onLost` are (`requestHandler`). */
  onHead(): Framing {
    if (!this.isAnsweredEarly) this.waiting.push(requestOfHead(this.line));
    this.isAnsweredEarly = false;
    this.awaitsContinue = head.fields.expectsContinue;
    return requestFraming();
  }

  onBody(): void {
    this.awaitsContinue = false;
  }

  onLost(p: usize, end: usize): void {
    const request = requestIn(p, end, this.line);
    if (request && !this.isAnsweredEarly) this.waiting.push(request);
    this.isAnsweredEarly = false;
  }

  destroy(): void {
    destroyParser(this.parser);
    this.waiting.destroy();
    destroy<RequestReader>(this);
  }
}

function onRequestHead(owner: usize): Framing {
  return changetype<RequestReader>(owner).onHead();
}

function onRequestBody(owner: usize, _bytes: f64): void {
  changetype<RequestReader>(owner).onBody();
}

function onRequestLost(owner: usize, _gap: Gap, p: usize, end: usize, _isElided: bool): void {
  changetype<RequestReader>(owner).onLost(p, end);
}

export const requestHandler: HandlerTable = create<HandlerTable>();
requestHandler.sureStart = 1;
requestHandler.skipsEmptyLines = true;
requestHandler.mayStart = mayStartRequest.index;
requestHandler.parseHead = parseRequestHead.index;
requestHandler.onHead = onRequestHead.index;
requestHandler.onBody = onRequestBody.index;
requestHandler.onLost = onRequestLost.index;

/** Its owner destroys it. */
export function createRequestReader(): RequestReader {
  const reader = create<RequestReader>();
  reader.waiting = createQueue();
  reader.parser = createParser(requestHandler, changetype<usize>(reader));
  return reader;
}

const withoutHeader: Pieces = create<Pieces>();

/** The same bytes, if the first piece does not begin with a PROXY protocol header. */
function withoutProxyHeader(parser: MessageParser, pieces: Pieces): Pieces {
  const first = pieces.at(0);
  if (!mayBeProxyHeader(first.startStart, first.startEnd)) return pieces;
  const start = first.seenStart;
  const end = first.seenEnd;
  const skipped = min<f64>(<f64>proxyHeaderLength(start, end), first.length);
  if (skipped === 0) return pieces;
  onBytes(parser, PROXY_HEADER, skipped);
  withoutHeader.setAllOf(pieces);
  withoutHeader.at(0).set(min(end, start + <usize>skipped), end, false, first.length - skipped, true);
  return withoutHeader;
}

/** True if it begins as one of the two headers does. */
function mayBeProxyHeader(p: usize, end: usize): bool {
  return startsWithShort(p, end, "PROXY ") || startsWithShort(p, end, "\r\n\r\n");
}

function requestOfHead(line: u32): Request {
  const method = textOf(head.methodStart, head.methodEnd);
  return createRequest(method, textOf(head.targetStart, head.targetEnd), line, false);
}

/** A request of which only the start p..end was seen. Its method is enough to pair it with its response. */
function requestIn(p: usize, end: usize, line: u32): Request | null {
  let methodEnd = p;
  while (methodEnd < end && isMethodChar(byteAt(methodEnd))) methodEnd++;
  if (methodEnd === p || methodEnd === end || byteAt(methodEnd) !== Char.Space) return null;
  const target = methodEnd + 1;
  const targetEnd = endOfSolid(target, end);
  const isCut = endOfVersion(targetEnd, end) === 0;
  // a whole first line, and no request line; or one of another protocol
  if (isCut && (find(p, end, Char.Newline) !== 0 || asksOtherScheme(p, end))) return null;
  const method = textOf(p, methodEnd);
  const isTargetCut = targetEnd === end; // a space ends it (RFC 9112, section 3)
  return createRequest(method, isTargetCut ? withDots(target, end) : textOf(target, targetEnd), line, isCut);
}
