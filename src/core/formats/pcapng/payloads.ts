import type { VisibleBytes } from "../../sockets/event.js";

/** What one segment carries: `length` bytes, of which the first are known. */
export type Payload = Pick<VisibleBytes, "seen" | "length">;

/** The most bytes that one call can move (MAX_RW_COUNT of Linux). A count beyond it was made up. */
const MOST_BYTES = 0x7ffff000;

/**
 * Cuts the bytes that a call moved into segments. Only the end of a packet can be left out, so a segment ends where the bytes end
 * that strace did not show.
 *
 * @param count how many bytes the call moved
 * @param most the bytes of the largest segment
 */
export function* payloadsOf(pieces: readonly VisibleBytes[], count: number, most: number): Generator<Payload> {
  let left = Math.min(count, MOST_BYTES);
  let seen = "";
  for (const piece of [...pieces, { seen: "", length: left }]) {
    const length = Math.min(piece.length, left);
    const shown = piece.seen.slice(0, length);
    left -= length;
    seen += shown;
    const isOver = left === 0;
    yield* segmentsOf(seen, length - shown.length, most, isOver);
    seen = length > shown.length || isOver ? "" : seen.slice(seen.length - (seen.length % most));
    if (isOver) return;
  }
}

/** Those that are full; and if bytes are hidden, or no more come, the rest. */
function* segmentsOf(seen: string, hidden: number, most: number, isLast: boolean): Generator<Payload> {
  const all = seen.length + hidden;
  for (let at = 0; at < all; at += most) {
    const length = Math.min(most, all - at);
    if (length < most && hidden === 0 && !isLast) return;
    yield { seen: seen.slice(at, at + length), length };
  }
}
