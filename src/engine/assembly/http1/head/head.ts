/** The start of a message, and its fields. */
import { byteAt, find, literalByte, startsWithShort } from "../../bytes";
import { Char, isCapital, isDigit } from "../../char";
import { only } from "../../memory";
import { endOfSolid, endOfToken } from "../text-classes";
import { Fields, fieldsRead } from "./fields";

/** In place of a status: the capture shows none. */
export const NO_STATUS: i32 = -1;

/** What a response begins with. */
const VERSION = "HTTP/1.";

@unmanaged
class Head {
  /** Of a response: its status, and the minor version of HTTP/1, 0 or 1. */
  status: i32;
  minor: i32;
  /** Of a request: the places of its method and of its target. */
  methodStart: usize;
  methodEnd: usize;
  targetStart: usize;
  targetEnd: usize;

  get fields(): Fields {
    return fieldsRead;
  }
}

/** The head that was parsed last. */
export const head: Head = only<Head>();

/** Where a head ends, after its empty line; 0: it does not end in p..end. A bare LF counts (RFC 9112 section 2.2). */
export function endOfHead(p: usize, end: usize): usize {
  for (let at = find(p, end, Char.Newline); at !== 0; at = find(at + 1, end, Char.Newline)) {
    if (at + 1 < end && byteAt(at + 1) === Char.Newline) return at + 2;
    if (at > p && startsWithShort(at - 1, end, "\r\n\r\n")) return at + 3;
  }
  return 0;
}

/** True if the text p..end is, or may become, the start of an HTTP/1 response. */
export function mayStartResponse(p: usize, end: usize): bool {
  const length = <i32>min<usize>(end - p, VERSION.length);
  for (let i = 0; i < length; i++) if (byteAt(p + i) !== literalByte(VERSION, i)) return false;
  return true;
}

/** Characters to look at for a method. A word of capitals that has not ended by then may be one. */
const BEGINNING: usize = 16;

/** True if the text p..end is, or may become, the start of a request line. */
export function mayStartRequest(p: usize, end: usize): bool {
  const last = min(end, p + BEGINNING);
  for (let at = p; at < last; at++) {
    const char = byteAt(at);
    if (isCapital(char) || (char === Char.Minus && at > p)) continue;
    return char === Char.Space && at > p;
  }
  return last > p;
}

/** The status of a head that was cut after its status code; NO_STATUS: none is seen. */
export function statusOf(p: usize, end: usize): i32 {
  return beginsWithStatus(p, end) && end - p > 12 && byteAt(p + 12) === Char.Space ? statusAt(p + 9) : NO_STATUS;
}

/** Reads the status line and the fields of a response. False: the text does not begin with a status line. */
export function parseResponseHead(p: usize, end: usize): bool {
  if (!beginsWithStatus(p, end)) return false;
  if ((p + 12 === end || byteAt(p + 12) !== Char.Space) && !isEndOfLine(p + 12, end)) return false;
  head.status = statusAt(p + 9);
  head.minor = byteAt(p + 7) - Char.Zero;
  fieldsRead.read(p, end);
  return true;
}

/** Reads the request line and the fields of a request. False: the text does not begin with a request line. */
export function parseRequestHead(p: usize, end: usize): bool {
  const methodEnd = endOfToken(p, end);
  if (methodEnd === p || methodEnd === end || byteAt(methodEnd) !== Char.Space) return false;
  const target = methodEnd + 1;
  const targetEnd = endOfSolid(target, end);
  if (targetEnd === target || endOfVersion(targetEnd, end) === 0) return false;
  head.methodStart = p;
  head.methodEnd = methodEnd;
  head.targetStart = target;
  head.targetEnd = targetEnd;
  fieldsRead.read(p, end);
  return true;
}

/** Where ` HTTP/1.0` or ` HTTP/1.1` and the end of the line after it end; 0: that does not stand at p. */
export function endOfVersion(p: usize, end: usize): usize {
  if (p + 9 > end || byteAt(p) !== Char.Space || !isVersion(p + 1, end) || !isEndOfLine(p + 9, end)) return 0;
  return p + 9;
}

/** True for `HTTP/1.0` and `HTTP/1.1`. */
function isVersion(p: usize, end: usize): bool {
  return p + 8 <= end && startsWithShort(p, end, VERSION) && (byteAt(p + 7) | 1) === Char.One;
}

/** True if the line ends at p, or the text does. */
function isEndOfLine(p: usize, end: usize): bool {
  if (p < end && byteAt(p) === Char.Return) p++;
  return p === end || byteAt(p) === Char.Newline;
}

/** True for `HTTP/1.1 200`. */
function beginsWithStatus(p: usize, end: usize): bool {
  if (p + 12 > end || !isVersion(p, end) || byteAt(p + 8) !== Char.Space) return false;
  return isDigit(byteAt(p + 9)) && isDigit(byteAt(p + 10)) && isDigit(byteAt(p + 11));
}

function statusAt(p: usize): i32 {
  return (byteAt(p) - Char.Zero) * 100 + (byteAt(p + 1) - Char.Zero) * 10 + byteAt(p + 2) - Char.Zero;
}
