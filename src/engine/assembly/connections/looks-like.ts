/** Whether an event shows that its socket is a connection. */

import { isNumber } from "../arguments/integer";
import { Piece } from "../buffers/piece";
import { moved } from "../buffers/pieces";
import { byteAt, startsWith } from "../bytes";
import { Char, isCapital } from "../char";
import { EventKind } from "../events/event-kind";
import { EventRecord } from "../events/event-record";
import { isTlsRecord } from "../http1/sniffer";

/** OpenSSL reads the head of a TLS record first: so many bytes. */
const TLS_HEAD: f64 = 5;

export function carriesBytes(kind: EventKind): bool {
  return kind === EventKind.Open || kind === EventKind.Write || kind === EventKind.Read || kind === EventKind.Shutdown;
}

/**
 * An fd with nothing but reads and writes may be a file. It counts as a connection once a write looks like HTTP or TLS, or once a
 * read of five bytes brings the head of a TLS record.
 */
export function looksLikeConnection(event: EventRecord): bool {
  if (event.socket.proven) return true;
  if (event.kind === EventKind.Read) return event.asked === TLS_HEAD && isTls(Infinity);
  if (event.kind !== EventKind.Write) return false;
  for (let index = 0; index < moved.count; index++) if (isMessage(moved.at(index))) return true;
  return isTls(isNumber(event.asked) ? event.asked : 0);
}

function isTls(length: f64): bool {
  if (moved.count === 0) return false;
  const first = moved.at(0);
  return isTlsRecord(first.startStart, first.startEnd, length);
}

/** True for the first line of a response or of a request: `HTTP/1.`, or `GET /index.html HTTP/1.1`. */
function isMessage(piece: Piece): bool {
  const start = piece.startStart;
  const end = piece.startEnd;
  if (startsWith(start, end, "HTTP/1.")) return true;
  return start < end && isOfMethod(byteAt(start)) && isRequestLine(piece.seenStart, piece.seenEnd);
}

function isOfMethod(char: i32): bool {
  return isCapital(char) || char === Char.Minus;
}

function isRequestLine(p: usize, end: usize): bool {
  while (p < end && isOfMethod(byteAt(p))) p++;
  if (p === end || byteAt(p) !== Char.Space) return false;
  const target = ++p;
  while (p < end && !isWhite(byteAt(p))) p++;
  if (p === target || !startsWith(p, end, " HTTP/1.")) return false;
  p += 8;
  if (p === end || (byteAt(p) !== Char.Zero && byteAt(p) !== Char.One)) return false;
  p++;
  if (p < end && byteAt(p) === Char.Return) p++;
  return p < end && byteAt(p) === Char.Newline;
}

/** What JavaScript's `\s` is among the characters of one byte. */
function isWhite(char: i32): bool {
  return char === Char.Space || (char >= Char.Tab && char <= Char.Return) || char === NO_BREAK_SPACE;
}

const NO_BREAK_SPACE: i32 = 0xa0;
