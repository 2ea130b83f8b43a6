import type { VisibleBytes } from "../../../sockets/event.js";
import type { Exchange } from "../../exchange.js";

/** The fewest bytes that can end a chunked body: `0` CRLF CRLF. */
const LAST_CHUNK = 5;
/** Trailers are rarely longer. What is cut off at the front may be a part of one. */
const TAIL = 1024;
/** A last chunk, or a line of which the beginning is hidden; then trailers, then an empty line (RFC 9112, section 7.1). */
export const POSSIBLE_END = /(?:(?:^|\n)0+[ \t]*(?:;[^\r\n]*)?\r?\n|^[^\r\n]*\r?\n)(?:[!-9;-~]+:[^\r\n]*\r?\n)*\r?\n$/;

/**
 * True if the last bytes of a chunked body are seen and cannot be its end. Chunk sizes before them may be hidden: a body that
 * has ended ends in an empty line all the same.
 */
export function hasOpenEnd({ response, calls, blindSpots, unseenEnd }: Exchange): boolean {
  if (response?.framing !== "chunked" || unseenEnd !== null || !calls.lastAccepted) return false;
  if (!blindSpots.every((code) => code === "head-cut-by-string-limit")) return false;
  const tail = seenTail(calls.lastAccepted.pieces);
  return tail.length >= LAST_CHUNK && !POSSIBLE_END.test(tail);
}

/** The last bytes of a write, as far back as the capture shows them. */
export function seenTail(pieces: readonly VisibleBytes[]): string {
  let tail = "";
  for (const { seen, length } of pieces.toReversed()) {
    if (seen.length < length || tail.length >= TAIL) break;
    tail = seen + tail;
  }
  return tail.slice(-TAIL);
}
