import type { Hop } from "./hop.js";

/** A shorter body says nothing: the head of a response may be as long, and what TLS adds. */
const LEAST_BODY = 16_384;
/** The head of a response, and what begins a TLS connection besides, take no more than this. */
const MOST_HEAD = 4096;
/** TLS adds no more than one byte to so many: 22 to each record, of which short ones have 1,400 bytes. */
const LEAST_CONTENT = 60;

/** True if a program began its response after one on a stream that it had asked for meanwhile: it may have passed that on. */
export function hadBegun({ requestLine, responseLine }: Hop, { turn }: Hop): boolean {
  if (turn === null) return true;
  return turn.firstLine > 0 && turn.firstLine <= responseLine && turn.lastAskedLine > requestLine;
}

/** The same, if it sent no more bytes than came: who sends what it received compressed may send more. */
export function maySource(outer: Hop, stream: Hop): boolean {
  const received = stream.turn?.bytes ?? Number.POSITIVE_INFINITY;
  return hadBegun(outer, stream) && (outer.acceptedBytes ?? 0) < received;
}

/**
 * True if a program surely passed on what it received on a stream, all of it: it began its response before the other one was over, and its body has
 * as many bytes as came, but for a head and what TLS adds. That two long bodies are so alike by chance is as unlikely as that both are equal.
 */
export function isPassedThrough(outer: Hop, stream: Hop): boolean {
  const { turn } = stream;
  const body = outer.acceptedBytes ?? 0;
  if (turn === null || body < LEAST_BODY || !maySource(outer, stream)) return false;
  const isMeanwhile = outer.responseLine < turn.lastLine && turn.lastLine <= outer.endLine;
  return isMeanwhile && turn.bytes <= body + body / LEAST_CONTENT + MOST_HEAD;
}

/** A program holds no more than so many bytes of a response that it has read, and has not passed on. */
const MOST_HELD = 65_536;

/**
 * True if a program may have sent in a stream what it received in the clear: as many bytes, but for a head and what TLS adds, and for what it may still
 * hold.
 */
export function isPassedTogether({ turn }: Hop, inner: Hop): boolean {
  const body = inner.acceptedBytes ?? 0;
  if (turn === null || turn.bytes < LEAST_BODY || turn.lastLine <= inner.responseLine) return false;
  return turn.bytes <= body + body / LEAST_CONTENT + MOST_HEAD && body <= turn.bytes + MOST_HELD;
}

/**
 * True if a program may have received on a stream what it began to pass on, though it sent less of it than came: it declared its length while more
 * was to come. Who packs what comes does not know the length by then.
 */
export function isPassedInPart(outer: Hop, stream: Hop): boolean {
  const { turn } = stream;
  if (turn === null || (outer.acceptedBytes ?? 0) < LEAST_BODY || !maySource(outer, stream)) return false;
  return outer.declaredBytes !== null && outer.responseLine < turn.lastLine && turn.lastLine <= outer.endLine;
}

/** TLS adds so many bytes to a message at least, and the head of a 502 has so many. */
const LEAST_ADDED = 22 + "HTTP/1.1 502 Bad Gateway\r\n\r\n".length;

/**
 * True if so many bytes of a stream may be a response with a body of so many: they are more than that, and no more than a head and what TLS adds
 * account for.
 */
export function mayCarry(bytes: number, body: number | null): boolean {
  const least = (body ?? 0) + LEAST_ADDED;
  return least <= bytes && bytes <= least + LEAST_BODY + MOST_HEAD;
}

/**
 * True if a stream ended with less than a response that was passed on from it. Without a declared length, only a stream that ended without saying so
 * (close_notify) says that: then who reads it takes the response for cut (RFC 9112, section 9.8).
 */
export function isShortOf(bytes: number, isEnded: boolean, declaredBytes: number | null): boolean {
  return declaredBytes === null ? !isEnded : bytes < declaredBytes;
}

/** True if the program of a stream met its end, or received close_notify: no more comes. */
export function hasMetStreamEnd({ hasMetEnd, turn }: Hop): boolean {
  return hasMetEnd || turn?.isEnded === true;
}

/** True if the thread that began a response had read last, of all responses, the one on this stream. */
export function isReadBefore({ received }: Hop, { socket, turn }: Hop): boolean {
  if (turn === null || received?.socket !== socket) return false;
  return turn.firstLine <= received.line && received.line <= turn.lastLine;
}
