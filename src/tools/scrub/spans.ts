import type { DataEvent } from "../../core/protocols/exchange.js";
import type { VisibleBytes } from "../../core/sockets/event.js";

/** Some bytes of an event, from offset `at`. */
export interface Span {
  readonly event: DataEvent;
  readonly at: number;
  readonly length: number;
}

/** The bytes of a span, up to the first that the capture does not show. */
export function seenOf(span: Span): string {
  return textOf(span, ({ seen }) => seen);
}

/** The same for a head, of which all counts that a person left, also after the marks of what they left out. */
export function leftOf(span: Span): string {
  return textOf(span, ({ seen, elided }) => elided ?? seen);
}

function textOf({ event, at, length }: Span, of: (piece: VisibleBytes) => string): string {
  let text = "";
  let start = 0;
  for (const piece of event.pieces) {
    if (start + piece.length > at && start < at + length) {
      const from = Math.max(0, at - start);
      const to = Math.min(piece.length, at + length - start);
      const part = of(piece).slice(from, to);
      text += part;
      if (part.length < to - from) break;
    }
    start += piece.length;
  }
  return text;
}
