/** What stands at a place where a message may start. */
import { Piece } from "../../buffers/piece";
import { byteAt } from "../../bytes";
import { isLineEnd } from "../text-classes";
import { mayStart } from "./handler";
import { HandledStream } from "./handler-table";
import { shown } from "./message-bytes";

/**
 * `Hidden`: nobody knows. `Undecided`: what was seen may become the start of a message, and the rest of it comes with the next call.
 */
export enum Opening {
  Hidden,
  EmptyLine,
  Surplus,
  Undecided,
  Message,
}

/** Fewer bytes may be the start of a message by chance. */
const SURE_BYTES: usize = 8;

/** What the bytes of a piece from `at` on are, where a message may start. They are in `shown`. */
export function openingAt(stream: HandledStream, piece: Piece, at: f64): Opening {
  shown.look(piece, at);
  const from = shown.from;
  const end = shown.end;
  if (from >= end) return Opening.Hidden;
  if (stream.handler.skipsEmptyLines && isLineEnd(byteAt(from))) return Opening.EmptyLine;
  if (!mayStart(stream, from, end)) return Opening.Surplus;
  const isShort = end - from < <usize>stream.handler.sureStart && <f64>shown.length === piece.length;
  return isShort ? Opening.Undecided : Opening.Message;
}

/**
 * The same after an opening that is still undecided: a server may write `H`, and then `TTP/1.0`. The text p..end is the opening, and
 * what is seen after it.
 *
 * @param isAll true if the piece holds nothing else
 */
export function openingAfter(stream: HandledStream, p: usize, end: usize, isAll: bool): Opening {
  if (!mayStart(stream, p, end)) return Opening.Surplus;
  return end - p < <usize>stream.handler.sureStart && isAll ? Opening.Undecided : Opening.Message;
}

/** True if a piece begins with what is surely the start of a message. */
export function startsMessage(stream: HandledStream, piece: Piece): bool {
  if (!piece.mayBeginWithCapital) return false; // as each message does, and few bodies: nothing is unquoted for them
  shown.look(piece, 0);
  return shown.end - shown.from >= SURE_BYTES && mayStart(stream, shown.from, shown.end);
}
