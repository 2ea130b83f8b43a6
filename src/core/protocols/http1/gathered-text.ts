import type { VisibleBytes } from "../../sockets/event.js";
import { shownAt } from "./message-bytes.js";

/** What one more piece brought to a text whose end was looked for. */
export interface Gathered {
  /** The text up to its end; null if the end was not seen. */
  readonly found: string | null;
  /** What was seen, if the end was not: the rest of the piece is hidden, or more may follow. */
  readonly text: string;
  /** Bytes of the piece that `found` took; without an end, those of the piece that were seen. */
  readonly taken: number;
  /** Bytes of the piece after them that the capture hides. */
  readonly hidden: number;
}

/** Goes on with a text from `at` on, until `endOf` finds the index after its end. */
export function gather(before: string, piece: VisibleBytes, at: number, endOf: (text: string) => number): Gathered {
  const shown = shownAt(piece, at);
  let text = before + shown.slice(at);
  let end = endOf(text);
  if (end < 0 && shown.length < piece.seen.length) {
    text = before + piece.seen.slice(at);
    end = endOf(text);
  }
  if (end >= 0) return { found: text.slice(0, end), text: "", taken: end - before.length, hidden: 0 };
  const hidden = piece.length - Math.max(at, piece.seen.length);
  return { found: null, text, taken: text.length - before.length, hidden };
}
