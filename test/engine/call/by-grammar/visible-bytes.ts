import type { VisibleBytes } from "../../../../src/core/sockets/event.js";
import { beforeMark } from "../../../../src/core/strace/line/pasted/elided-text.js";

/** The buffers of a read or a write. `asked` is their length in bytes; null if it is unknown. */
interface OfferedBytes {
  readonly pieces: readonly VisibleBytes[];
  readonly asked: number | null;
}

const NONE: readonly VisibleBytes[] = [];

/**
 * The bytes that the kernel took or gave: the first `count` bytes of what the call offered. Usually that is all of
 * them, and the pieces are returned unchanged. node ends its vectors with an empty piece, which is left out.
 */
export function taken({ pieces, asked }: OfferedBytes, count: number): readonly VisibleBytes[] {
  const last = pieces[pieces.length - 1];
  return last && last.length > 0 && count === asked ? pieces : firstBytes(pieces, count);
}

/** The first `count` bytes. If the pieces hold fewer, a piece without visible bytes stands for the rest. */
export function firstBytes(pieces: readonly VisibleBytes[], count: number): readonly VisibleBytes[] {
  const [only] = pieces;
  if (count === 0) return NONE;
  if (!only) return [shown("", count, true)];
  if (pieces.length === 1 && count <= only.length) return [firstOf(only, count)];
  const found: VisibleBytes[] = [];
  let left = count;
  for (const piece of pieces) {
    if (left === 0) break;
    const length = Math.min(piece.length, left);
    found.push(firstOf(piece, length));
    left -= length;
  }
  if (left > 0) found.push(shown("", left, true));
  return found;
}

/**
 * A run of `length` bytes that begins with the bytes of `text`.
 *
 * @param isCut strace itself shows no more of them; otherwise what is missing was left out by a person
 */
export function shown(text: string, length: number, isCut: boolean): VisibleBytes {
  const seen = text.slice(0, Math.max(0, length)); // a damaged line may hold a negative count
  if (isCut || text.length === length) return { seen, length };
  const misfit = Number.isFinite(length) ? Math.abs(text.length - length) : 0;
  if (text.length > length) return { seen, length, misfit };
  return { seen: beforeMark(text), length, elided: text, misfit };
}

function firstOf(piece: VisibleBytes, length: number): VisibleBytes {
  const first = shown(piece.elided ?? piece.seen, length, piece.elided === undefined);
  return piece.misfit === undefined ? first : { ...first, misfit: piece.misfit };
}
