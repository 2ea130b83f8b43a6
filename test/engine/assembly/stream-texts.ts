/** Single functions of the streams of HTTP/1, of a text. Their answers go to the log. */

import { create, destroy } from "../../../src/engine/assembly/heap/allocate";
import { textOf } from "../../../src/engine/assembly/heap/text";
import {
  chunkSizeOf,
  hiddenEndOfSize,
  hiddenEndOfTrailers,
  isLastChunkAlone,
  isOneChunk,
  knownOfCrlf,
  readSizeLine,
  sizeLine,
} from "../../../src/engine/assembly/http1/chunks/hidden-chunks";
import { isPossibleEnd, isTailOpen } from "../../../src/engine/assembly/http1/chunks/open-end";
import { restOfCall } from "../../../src/engine/assembly/http1/chunks/rest-of-call";
import { WriteLayout } from "../../../src/engine/assembly/http1/chunks/write-layout";
import { closesAfter, isInterim } from "../../../src/engine/assembly/http1/head/connection-field";
import { CutHead, cutHeadOf } from "../../../src/engine/assembly/http1/head/cut-head";
import { perhapsElided } from "../../../src/engine/assembly/http1/head/elided-head";
import { fieldsRead } from "../../../src/engine/assembly/http1/head/fields";
import { declared, Framing, requestFraming, responseFraming } from "../../../src/engine/assembly/http1/head/framing";
import {
  endOfHead,
  head,
  mayStartRequest,
  mayStartResponse,
  parseRequestHead,
  parseResponseHead,
  statusOf,
} from "../../../src/engine/assembly/http1/head/head";
import { proxyHeaderLength } from "../../../src/engine/assembly/http1/proxy-header";
import { asksOtherScheme, isResponse, isTlsRecord, protocolOf } from "../../../src/engine/assembly/http1/sniffer";
import { uwsgiRequest } from "../../../src/engine/assembly/http1/uwsgi";
import { write, writeText } from "./stream-log";
import { pieces } from "./stream-parsers";

function flag(value: bool): void {
  write(value ? 1 : 0);
}

/** What the first bytes of a connection are. */
export function sniff(p: usize, end: usize, length: f64): void {
  write(protocolOf(p, end));
  write(proxyHeaderLength(p, end));
  flag(asksOtherScheme(p, end));
  flag(isResponse(p, end));
  flag(isTlsRecord(p, end, length));
  flag(mayStartRequest(p, end));
  flag(mayStartResponse(p, end));
  const asked = uwsgiRequest(p, end, 7);
  flag(asked !== null);
  if (!asked) return;
  writeText(asked.method.start, asked.method.end);
  writeText(asked.target.start, asked.target.end);
}

function writeFraming(framing: Framing): void {
  write(framing);
  write(framing === Framing.ContentLength ? declared.length : 0);
}

/** How a response's head is read, in one pass and in two. */
export function readResponseHead(p: usize, end: usize, method: usize, methodEnd: usize): void {
  const headEnd = endOfHead(p, end);
  write(headEnd === 0 ? -1 : <f64>(headEnd - p));
  write(statusOf(p, end));
  for (let pass = 0; pass < 2; pass++) {
    const once = pass === 0 ? fieldsRead.readHead(p, end) : 0;
    if (pass === 0) write(once === 0 ? -1 : <f64>(once - p));
    const textEnd = once !== 0 ? once : pass === 0 ? end : headEnd !== 0 ? headEnd : end;
    if (!parseResponseHead(p, textEnd)) {
      write(-1);
      continue;
    }
    write(head.status);
    write(head.minor);
    writeFraming(responseFraming(method === methodEnd ? null : textOf(method, methodEnd)));
    flag(closesAfter());
    flag(head.fields.isUpgradeToH2c);
  }
}

export function readRequestHead(p: usize, end: usize): void {
  const isHead = parseRequestHead(p, end);
  flag(isHead);
  if (!isHead) return;
  writeText(head.methodStart, head.methodEnd);
  writeText(head.targetStart, head.targetEnd);
  writeFraming(requestFraming());
  flag(head.fields.expectsContinue);
}

/** What the fields of a head say, with those that decide nothing by themselves. */
export function readFields(p: usize, end: usize): void {
  fieldsRead.forget();
  fieldsRead.read(p, end);
  write(fieldsRead.hasContentLength ? fieldsRead.contentLength : -1);
  flag(fieldsRead.isLengthInvalid);
  flag(fieldsRead.hasTransferEncoding);
  flag(fieldsRead.isLastCodingChunked);
  flag(fieldsRead.hasConnection);
  flag(fieldsRead.isUpgradeToH2c);
  flag(fieldsRead.expectsContinue);
}

/** A head that is cut, and the buffers of the call. */
export function readCutHead(p: usize, end: usize, method: usize, methodEnd: usize, hidden: f64, passed: f64): void {
  const cut = cutHeadOf(p, end, method === methodEnd ? null : textOf(method, methodEnd), hidden);
  flag(cut !== null);
  if (!cut) return;
  write(cut.status);
  write(cut.length);
  flag(cut.isBodiless);
  cut.goesOnIn(pieces);
  cut.pass(passed);
  flag(cut.isFilled);
  flag(cut.isWholeIfFollowed);
  destroy<CutHead>(cut);
}

/** What a chunk's size, and what is hidden after a text may be. */
export function readChunkText(p: usize, end: usize, hidden: f64): void {
  write(chunkSizeOf(p, end));
  write(knownOfCrlf(p, end, hidden));
  write(hiddenEndOfTrailers(p, end, hidden));
  write(hiddenEndOfSize(p, end, hidden));
  flag(isPossibleEnd(p, end));
}

export function isInterimStatus(status: i32): bool {
  return isInterim(status);
}

/** True if a head may have marks of what a person left out. */
export function mayBeElided(p: usize, end: usize): bool {
  return perhapsElided(p, end);
}

/** The pieces as chunks, from one of them on. */
export function readChunks(from: i32): void {
  restOfCall.begin(pieces);
  for (let index = 0; index < from; index++) restOfCall.next();
  restOfCall.look();
  readSizeLine(restOfCall);
  write(sizeLine.line);
  flag(sizeLine.isLate);
  write(sizeLine.size);
  write(sizeLine.end);
  write(restOfCall.length);
  flag(isOneChunk(restOfCall));
  flag(isLastChunkAlone(restOfCall));
  flag(restOfCall.isFromStart);
  flag(isTailOpen(pieces));
  restOfCall.forget();
}

const layout: WriteLayout = create<WriteLayout>();

export function newLayout(): void {
  memory.fill(changetype<usize>(layout), 0, offsetof<WriteLayout>());
}

export function layOut(isWrite: bool, returned: bool, isRefused: bool, isBetween: bool, isInData: bool): void {
  layout.begin(isWrite, returned, isRefused, isBetween, isInData);
  flag(layout.isOwn);
  flag(layout.isSureOfEnd);
}
