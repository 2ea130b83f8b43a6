/** The protocol of a connection, as its first bytes show it. */
import { Pieces } from "../buffers/pieces";
import { byteAt, find, startsWith, startsWithShort } from "../bytes";
import { Char, isCapital, isDigit, isSmall } from "../char";
import { GrowingText } from "../heap/growing-text";
import { beginsLiteral } from "./chunks/hidden-chunks";
import { proxyHeaderLength } from "./proxy-header";
import { endOfSolid, endOfToken, isLineEnd, isMethodChar, isWordAt } from "./text-classes";

export enum ProtocolName {
  /** Too little was seen. */
  Unknown = -1,
  Http1,
  Tls,
  Http2,
  Other,
  FastCgi,
  Scgi,
  WebSocket,
  Resp,
  Memcached,
}

const PREFACE = "PRI * HTTP/2.0"; // RFC 9113 section 3.4
const VERSION_START = "HTTP/1.";
/** A method, or a scheme, has no more letters. */
const LONGEST_WORD: usize = 20;

/**
 * True if this first line, of which the version was not seen, asks for what HTTP cannot ask for: the start of a request of SIP or RTSP,
 * which look like HTTP up to the version: `OPTIONS sip:a@192.0.2.1 SIP/2.0`. HTTP asks for a path, for `*`, or for a URI with an
 * authority, and CONNECT for a host and its port (RFC 9112 section 3.2).
 */
export function asksOtherScheme(p: usize, end: usize): bool {
  if (isWordAt(p, end, "connect ")) return false;
  const space = endOfWord(p, end);
  if (space === 0 || space === end || byteAt(space) !== Char.Space) return false;
  const scheme = space + 1;
  if (isWordAt(scheme, end, "rtsp:") || isWordAt(scheme, end, "rtsps:") || isWordAt(scheme, end, "rtspu:")) return true;
  const colon = endOfScheme(scheme, end);
  if (colon === 0 || colon === end || byteAt(colon) !== Char.Colon) return false;
  return colon + 1 < end && byteAt(colon + 1) !== Char.Slash;
}

/** Where the letters and hyphens at p end; 0: they are too many, or begin with no letter. */
function endOfWord(p: usize, end: usize): usize {
  let at = p;
  while (at < end && (isLetter(byteAt(at)) || (at > p && byteAt(at) === Char.Minus))) at++;
  return at === p || at - p > LONGEST_WORD ? 0 : at;
}

/** Where the scheme at p ends; 0: none stands there. */
function endOfScheme(p: usize, end: usize): usize {
  let at = p;
  while (at < end && (isLetter(byteAt(at)) || (at > p && isSchemeChar(byteAt(at))))) at++;
  return at === p || at - p > LONGEST_WORD ? 0 : at;
}

function isSchemeChar(char: i32): bool {
  return isDigit(char) || char === Char.Plus || char === Char.Dot || char === Char.Minus;
}

function isLetter(char: i32): bool {
  return isCapital(char) || isSmall(char);
}

/** True if a response begins with these bytes. */
export function isResponse(p: usize, end: usize): bool {
  return startsWithShort(p, end, VERSION_START);
}

/** A TLS record: content type 20 to 23, then version 3.0 to 3.4 (RFC 8446 section 5.1). */
function isTls(p: usize, end: usize): bool {
  if (end - p < 3) return false;
  return byteAt(p) >= 0x14 && byteAt(p) <= 0x17 && byteAt(p + 1) === 3 && byteAt(p + 2) <= 4;
}

/** The most bytes of a record: 2^14 + 256. */
const LONGEST_RECORD: i32 = 16_640;

/** True if the bytes p..end begin with a TLS record whose length fits into `length` bytes. */
export function isTlsRecord(p: usize, end: usize, length: f64): bool {
  if (end - p < 5 || !isTls(p, end)) return false;
  const record = byteAt(p + 3) * 256 + byteAt(p + 4);
  return record > 0 && record <= LONGEST_RECORD && <f64>(5 + record) <= length;
}

/** Fewer bytes say nothing of a protocol. */
const LEGIBLE: i32 = 3;

/** The protocol that begins with the bytes p..end; Unknown if too few of them were seen. */
export function protocolOf(p: usize, end: usize): ProtocolName {
  if (<i32>(end - p) < LEGIBLE) return ProtocolName.Unknown;
  if (isTls(p, end)) return ProtocolName.Tls;
  if (startsWith(p, end, PREFACE)) return ProtocolName.Http2;
  if (isResponse(p, end)) return ProtocolName.Http1;
  if (beginsLiteral(PREFACE, p, end) || beginsLiteral(VERSION_START, p, end)) return ProtocolName.Unknown;
  let text = p; // empty lines before a request are to be ignored (RFC 9112 section 2.2)
  while (text < end && isLineEnd(byteAt(text))) text++;
  const newline = find(text, end, Char.Newline);
  if (newline !== 0) return isLineOfRequest(text, newline) ? ProtocolName.Http1 : ProtocolName.Other;
  return mayBecomeRequest(text, end) && !asksOtherScheme(text, end) ? ProtocolName.Unknown : ProtocolName.Other;
}

/** True for `GET / HTTP/1.1`, with any minor version. */
function isLineOfRequest(p: usize, end: usize): bool {
  const methodEnd = endOfToken(p, end);
  if (methodEnd === p || methodEnd === end || byteAt(methodEnd) !== Char.Space) return false;
  const targetEnd = endOfSolid(methodEnd + 1, end);
  if (targetEnd === methodEnd + 1 || !startsWith(targetEnd, end, " HTTP/1.")) return false;
  const minor = targetEnd + 8;
  if (minor >= end || !isDigit(byteAt(minor))) return false;
  return minor + 1 === end || (minor + 2 === end && byteAt(minor + 1) === Char.Return);
}

/** True for nothing, and for a method that may still go on, or after which a blank stands. */
function mayBecomeRequest(p: usize, end: usize): bool {
  if (p === end) return true;
  if (!isCapital(byteAt(p))) return false;
  let at = p;
  while (at < end && isMethodChar(byteAt(at))) at++;
  return at - p <= LONGEST_WORD && (at === end || byteAt(at) === Char.Space);
}

/** Longer than any first line, in bytes: what is not recognized by then never will be. */
const MOST_OPENING: i32 = 8192;
/** No question in another protocol that is looked at has more bytes: a uwsgi packet, of which the last variable may go beyond its end. */
const MOST_QUESTION: i32 = 200_000;

/** Collects the first bytes of one side of a connection. They may come in several calls. */
@unmanaged
export class ProtocolSniffer extends GrowingText {
  /** The line on which the opening begins; 0 before. */
  line: u32;
  hasBegun: bool;
  private isWrite: bool;
  private isOver: bool;

  /** True if so much of the opening was seen that it says something. */
  get isLegible(): bool {
    return this.length >= LEGIBLE;
  }

  /** The side that spoke first writes. */
  get isWritten(): bool {
    return this.isWrite;
  }

  /** True if a call is of the side that did not speak first. */
  isAnswer(isWrite: bool): bool {
    return this.hasBegun && isWrite !== this.isWrite;
  }

  /** Adds a call. False if it is not part of the opening. */
  addCall(isWrite: bool, pieces: Pieces, line: u32): bool {
    if (!this.hasBegun) {
      this.line = line;
      this.isWrite = isWrite;
      this.hasBegun = true;
    }
    if (isWrite !== this.isWrite || this.isOver) return false;
    for (let index = 0; index < pieces.count; index++) {
      const piece = pieces.at(index);
      if (!this.isOver) this.add(piece.seenStart, piece.seenEnd);
      this.isOver = this.isOver || piece.isCutOff || this.length >= MOST_OPENING;
    }
    return true;
  }

  /** Of a long opening, forgets what is not looked at any more. */
  trim(): void {
    this.shrinkTo(MOST_QUESTION);
  }

  /** Where the opening begins after a PROXY protocol header. */
  get openingStart(): usize {
    return min(this.end, this.start + proxyHeaderLength(this.start, this.end));
  }
}
