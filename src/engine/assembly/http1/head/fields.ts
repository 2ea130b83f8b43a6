/**
 * The fields that decide something here: not their values, but what those say. A head is
 * read once, line by line, up to the empty line that ends it.
 */
import { byteAt, find } from "../../bytes";
import { Char } from "../../char";
import { only } from "../../memory";
import { beforeWhite, endOfWhite, isAlone, isWhite, isWordAt } from "../text-classes";
import { lengthOf, significantDigits } from "./content-length";

@unmanaged
export class Fields {
  /** Bytes of the body; what counts as more than 2^53 - 1 is that. */
  contentLength: f64;
  hasContentLength: bool;
  /** A length is no number, or differs from another. */
  isLengthInvalid: bool;
  hasTransferEncoding: bool;
  /** The last transfer coding is `chunked`. */
  isLastCodingChunked: bool;
  hasConnection: bool;
  saysClose: bool;
  saysKeepAlive: bool;
  /** The first `Upgrade` is `h2c`. */
  isUpgradeToH2c: bool;
  isUpgradeToWebSocket: bool;
  /** The first `Expect` is `100-continue`. */
  expectsContinue: bool;
  private hasUpgrade: bool;
  private hasExpect: bool;
  /** The digits of the first length, without leading zeros. */
  private digitsStart: usize;
  private digitsEnd: usize;
  /** The text that was read last; an end of 0: none. */
  private start: usize;
  private end: usize;

  /** Reads a head from its first line on. Returns where it ends, after its empty line; 0: its end is not there. */
  readHead(p: usize, end: usize): usize {
    this.reset();
    let newline = find(p, end, Char.Newline);
    const first = p;
    while (newline !== 0) {
      const line = newline + 1;
      if (line < end && byteAt(line) === Char.Newline) return this.note(first, line + 1);
      if (isCrLf(line, end) && newline > first && byteAt(newline - 1) === Char.Return)
        return this.note(first, line + 2);
      newline = find(line, end, Char.Newline);
      if (newline !== 0) this.readLine(line, newline);
    }
    return 0;
  }

  /** Reads the fields in the lines of p..end after its first one, unless `readHead` has just done that. */
  read(p: usize, end: usize): void {
    const isRead = p === this.start && end === this.end;
    this.forget();
    if (isRead) return;
    this.reset();
    for (let newline = find(p, end, Char.Newline); newline !== 0 && newline + 1 < end; ) {
      const line = newline + 1;
      newline = find(line, end, Char.Newline);
      this.readLine(line, newline === 0 ? end : newline);
    }
  }

  /** The text that was read may change now. */
  forget(): void {
    this.end = 0;
  }

  private note(start: usize, end: usize): usize {
    this.start = start;
    this.end = end;
    return end;
  }

  private reset(): void {
    memory.fill(changetype<usize>(this), 0, offsetof<Fields>());
  }

  /** The first letter and the position of the colon rule most lines out. */
  private readLine(p: usize, end: usize): void {
    switch (byteAt(p) | 0x20) {
      case Char.c:
        if (isNamed(p, end, "content-length")) this.takeLengths(p + 15, end);
        else if (isNamed(p, end, "connection")) this.takeConnection(p + 11, end);
        break;
      case Char.t:
        if (isNamed(p, end, "transfer-encoding")) this.takeCodings(p + 18, end);
        break;
      case Char.u:
        if (isNamed(p, end, "upgrade")) this.takeUpgrade(p + 8, end);
        break;
      case Char.e:
        if (isNamed(p, end, "expect")) this.takeExpect(p + 7, end);
        break;
    }
  }

  /** Several lines and commas mean the same (RFC 9110 section 5.3). */
  private takeLengths(p: usize, end: usize): void {
    for (let comma = find(p, end, Char.Comma); comma !== 0; comma = find(p, end, Char.Comma)) {
      this.takeLength(p, comma);
      p = comma + 1;
    }
    this.takeLength(p, end);
  }

  private takeLength(p: usize, end: usize): void {
    const start = significantDigits(endOfWhite(p, end), beforeWhite(p, end));
    const digitsEnd = beforeWhite(p, end);
    if (start === 0) this.isLengthInvalid = true;
    else if (!this.hasContentLength) {
      this.digitsStart = start;
      this.digitsEnd = digitsEnd;
      this.contentLength = lengthOf(start, digitsEnd);
    } else if (!this.isFirstLength(start, digitsEnd)) this.isLengthInvalid = true;
    this.hasContentLength = true;
  }

  private isFirstLength(start: usize, end: usize): bool {
    const length = end - start;
    return length === this.digitsEnd - this.digitsStart && memory.compare(start, this.digitsStart, length) === 0;
  }

  private takeCodings(p: usize, end: usize): void {
    this.hasTransferEncoding = true;
    for (let comma = find(p, end, Char.Comma); comma !== 0; comma = find(p, end, Char.Comma)) p = comma + 1;
    this.isLastCodingChunked = isAlone(endOfWhite(p, end), beforeWhite(p, end), "chunked");
  }

  private takeConnection(p: usize, end: usize): void {
    this.hasConnection = true;
    for (let at = p; at < end; at++) {
      const char = byteAt(at) | 0x20;
      if (char === Char.c) this.saysClose = this.saysClose || isClose(p, at, end);
      else if (char === Char.k) this.saysKeepAlive = this.saysKeepAlive || isWordAt(at, end, "keep-alive");
    }
  }

  private takeUpgrade(p: usize, end: usize): void {
    if (!this.hasUpgrade) {
      const start = endOfWhite(p, end);
      const stop = beforeWhite(p, end);
      this.isUpgradeToH2c = isAlone(start, stop, "h2c");
      this.isUpgradeToWebSocket = isAlone(start, stop, "websocket");
    }
    this.hasUpgrade = true;
  }

  private takeExpect(p: usize, end: usize): void {
    if (!this.hasExpect) this.expectsContinue = isAlone(endOfWhite(p, end), beforeWhite(p, end), "100-continue");
    this.hasExpect = true;
  }
}

/** True if the line at p is a field of this name, of small letters. */
function isNamed(p: usize, end: usize, name: string): bool {
  const colon = p + name.length;
  return colon < end && byteAt(colon) === Char.Colon && isWordAt(p, end, name);
}

function isCrLf(p: usize, end: usize): bool {
  return p + 2 <= end && byteAt(p) === Char.Return && byteAt(p + 1) === Char.Newline;
}

/** True if `close` stands at p in the value start..end, between blanks or commas. */
function isClose(start: usize, p: usize, end: usize): bool {
  const after = p + 5;
  return (
    isWordAt(p, end, "close") &&
    (p === start || isBetween(byteAt(p - 1))) &&
    (after === end || isBetween(byteAt(after)))
  );
}

function isBetween(char: i32): bool {
  return char === Char.Comma || isWhite(char);
}

/** What the head that was read last says. */
export const fieldsRead: Fields = only<Fields>();
