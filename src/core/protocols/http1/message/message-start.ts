import type { VisibleBytes } from "../../../sockets/event.js";
import { isLineEnd, shownAt } from "./message-bytes.js";
import type { MessageHandler } from "./message-handler.js";

/**
 * What stands at a place where a message may start. `hidden`: nobody knows. `undecided`: what was seen may become the start
 * of a message, and the rest of it comes with the next call.
 */
export type Opening = "hidden" | "empty-line" | "surplus" | "undecided" | "message";

type Starts = Pick<MessageHandler<unknown>, "sureStart" | "mayStart" | "skipsEmptyLines">;

/** What the bytes of a piece from `at` on are, where a message may start. */
export function openingAt(to: Starts, piece: VisibleBytes, at: number): Opening {
  const shown = shownAt(piece, at);
  if (at >= shown.length) return "hidden";
  if (to.skipsEmptyLines && isLineEnd(shown.charCodeAt(at))) return "empty-line";
  if (!to.mayStart(shown, at)) return "surplus";
  return shown.length - at < to.sureStart && shown.length === piece.length ? "undecided" : "message";
}

/**
 * The same after an opening that is still undecided: a server may write `H`, and then `TTP/1.0`.
 *
 * @param text the opening, and what is seen after it
 * @param isAll true if the piece holds nothing else
 */
export function openingAfter(to: Starts, text: string, isAll: boolean): Opening {
  if (!to.mayStart(text, 0)) return "surplus";
  return text.length < to.sureStart && isAll ? "undecided" : "message";
}

/** True if a piece begins with what is surely the start of a message. */
export function startsMessage(to: Starts, piece: VisibleBytes): boolean {
  const seen = shownAt(piece, 0);
  return seen.length >= 8 && to.mayStart(seen, 0);
}
