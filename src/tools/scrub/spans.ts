import type { DataEvent } from "../../core/protocols/exchange.js";

/** Some bytes of an event, from offset `at`. */
export interface Span {
  readonly event: DataEvent;
  readonly at: number;
  readonly length: number;
}

/** The bytes of a span, up to the first that the capture does not show. */
export function seenOf({ event, at, length }: Span): string {
  let text = "";
  let start = 0;
  for (const piece of event.pieces) {
    if (start + piece.length > at && start < at + length) {
      const from = Math.max(0, at - start);
      const to = Math.min(piece.length, at + length - start);
      const part = piece.seen.slice(from, to);
      text += part;
      if (part.length < to - from) break;
    }
    start += piece.length;
  }
  return text;
}
