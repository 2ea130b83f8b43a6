/** Chunked bodies of which the capture hides bytes. Scrub looks for the same size lines (core/protocols/http1/chunks/hidden-chunks.ts). */
import { byteAt, literalByte, startsWithShort } from "../../bytes";
import { Char } from "../../char";
import { only } from "../../memory";
import { beforeWhite, endOfSpaces, endOfWhite, isLineEnd } from "../text-classes";
import { endOfHexDigits, hexNumber } from "./hexadecimal";
import { RestOfCall } from "./rest-of-call";

/** What ends a chunked body without trailers (RFC 9112 section 7.1). */
export const LAST_CHUNK = "0\r\n\r\n";
export const CRLF = "\r\n";
const LATE_LAST_CHUNK = "\r\n0\r\n\r\n";

/** The bytes of the shortest trailer section: one field without a value, and the empty line. */
const SHORTEST_TRAILERS: f64 = 6;

/** What hidden bytes may be, in the place of a chunk's size or of the trailers. */
export enum HiddenEnd {
  Anything,
  LastChunk,
  UnfinishedSize,
}

/** True if a literal begins with the text p..end. */
export function beginsLiteral(literal: string, p: usize, end: usize): bool {
  const length = <i32>min<usize>(end - p, literal.length + 1);
  if (length > literal.length) return false;
  for (let i = 0; i < length; i++) if (byteAt(p + i) !== literalByte(literal, i)) return false;
  return true;
}

/** How many of the hidden bytes after the text p..end are known to be the CRLF after a chunk's data. */
export function knownOfCrlf(p: usize, end: usize, hidden: f64): f64 {
  return beginsLiteral(CRLF, p, end) ? min<f64>(hidden, <f64>(2 - <i32>(end - p))) : 0;
}

/** What the trailers' text p..end and the hidden bytes after it may be. */
export function hiddenEndOfTrailers(p: usize, end: usize, hidden: f64): HiddenEnd {
  const length = <f64>(end - p) + hidden;
  const isEmptyLine = length === 2 && beginsLiteral(CRLF, p, end);
  return isEmptyLine || length >= SHORTEST_TRAILERS ? HiddenEnd.LastChunk : HiddenEnd.Anything;
}

/** The same in the place of a chunk's size; fewer bytes than the end of the body has are the beginning of a size at the most. */
export function hiddenEndOfSize(p: usize, end: usize, hidden: f64): HiddenEnd {
  const length = <f64>(end - p) + hidden;
  if (length === <f64>LAST_CHUNK.length && beginsLiteral(LAST_CHUNK, p, end)) return HiddenEnd.LastChunk;
  return length < <f64>LAST_CHUNK.length ? HiddenEnd.UnfinishedSize : HiddenEnd.Anything;
}

@unmanaged
class SizeLine {
  /** Bytes of the line, with its CRLF; 0: none stands there. */
  line: f64;
  size: f64;
  /** Where the chunk's data ends. */
  end: f64;
  /** The CRLF of the chunk before stands in front of it. */
  isLate: bool;

  /** Reads the size line with which a text begins. */
  read(p: usize, end: usize): void {
    this.isLate = startsWithShort(p, end, CRLF);
    const digits = this.isLate ? p + 2 : p;
    const digitsEnd = endOfHexDigits(digits, end);
    const lineEnd: usize = digitsEnd === digits ? 0 : endOfSizeLine(digitsEnd, end);
    this.isLate = this.isLate && lineEnd !== 0;
    this.line = lineEnd === 0 ? 0 : <f64>(lineEnd - p);
    this.size = lineEnd === 0 ? 0 : hexNumber(digits, digitsEnd);
    this.end = this.line + this.size;
  }
}

/** The size line that was read last. */
export const sizeLine: SizeLine = only<SizeLine>();

/** Where a size line ends whose digits end at p; 0: it does not. */
function endOfSizeLine(p: usize, end: usize): usize {
  let at = endOfSpaces(p, end);
  if (at < end && byteAt(at) === Char.Semicolon) while (at < end && !isLineEnd(byteAt(at))) at++;
  return startsWithShort(at, end, CRLF) ? at + 2 : 0;
}

/** The chunk that these pieces of one call begin with, in `sizeLine`. They were looked at. */
export function readSizeLine(rest: RestOfCall): void {
  sizeLine.read(rest.seenStart, rest.seenEnd);
}

/**
 * True if a chunk fills these pieces of one call to the last byte (node writes a head and its chunks with one writev); the last
 * chunk may follow. `sizeLine` is read.
 */
export function isOneChunk(rest: RestOfCall): bool {
  if (sizeLine.line === 0) return false;
  const end = sizeLine.end;
  if (!(end > sizeLine.line || rest.length === end + 2)) return false; // `0` CRLF alone is little proof
  if (sizeLine.isLate && isFilled(rest, "")) return true;
  return isFilled(rest, CRLF) || isFilled(rest, LATE_LAST_CHUNK);
}

/** True if the data and then a literal fill the call, as far as the bytes are seen. */
function isFilled(rest: RestOfCall, literal: string): bool {
  const end = sizeLine.end;
  return end + <f64>literal.length === rest.length && rest.mayHold(literal, end);
}

/** True if the last chunk is all that these pieces hold, with the CRLF of the chunk before or without it. */
export function isLastChunkAlone(rest: RestOfCall): bool {
  return isAllOf(rest, LAST_CHUNK) || isAllOf(rest, LATE_LAST_CHUNK);
}

function isAllOf(rest: RestOfCall, literal: string): bool {
  const length = <f64>literal.length;
  return (
    rest.length === length &&
    <f64>(rest.seenEnd - rest.seenStart) >= length - 2 &&
    beginsLiteral(literal, rest.seenStart, rest.seenEnd)
  );
}

/** In place of a chunk's size: the line has none. */
export const NO_SIZE: f64 = -1;

/** The size in the size line p..end, in bytes; NO_SIZE: it has none. Leading zeros and any number of digits are legal. */
export function chunkSizeOf(p: usize, end: usize): f64 {
  end = beforeWhite(p, end);
  const digits = endOfWhite(p, end);
  const digitsEnd = endOfHexDigits(digits, end);
  const after = endOfWhite(digitsEnd, end);
  if (digitsEnd === digits || (after < end && byteAt(after) !== Char.Semicolon)) return NO_SIZE;
  return hexNumber(digits, digitsEnd);
}
