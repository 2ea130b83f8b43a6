import type { VisibleBytes } from "../../../sockets/event.js";

/** Trailers are rarely longer. What is cut off at the front may be a part of one. */
const TAIL = 1024;
/** A last chunk, or a line of which the beginning is hidden; then trailers, then an empty line (RFC 9112, section 7.1). */
export const POSSIBLE_END = /(?:(?:^|\n)0+[ \t]*(?:;[^\r\n]*)?\r?\n|^[^\r\n]*\r?\n)(?:[!-9;-~]+:[^\r\n]*\r?\n)*\r?\n$/;

/** The last bytes of a write, as far back as the capture shows them. */
export function seenTail(pieces: readonly VisibleBytes[]): string {
  let tail = "";
  for (const { seen, length } of pieces.toReversed()) {
    if (seen.length < length || tail.length >= TAIL) break;
    tail = seen + tail;
  }
  return tail.slice(-TAIL);
}
