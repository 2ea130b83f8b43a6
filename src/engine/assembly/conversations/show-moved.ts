/** The host asks for some bytes of what the event at hand moved: most often for the few of a record's head. */
import { copyBytes } from "../blocks";
import { Piece } from "../buffers/piece";
import { moved, offered, Pieces } from "../buffers/pieces";
import { endOfEscape, escapedByte } from "../buffers/unquote";
import { byteAt, putByte } from "../bytes";
import { Char } from "../char";
import { event } from "../events/event-record";
import { isCopy } from "../http1/filtered/hidden";

/** No more bytes are shown at a time. */
export const MOST_SHOWN: i32 = 65_536;
/** They stand here. */
export const room: usize = memory.data(MOST_SHOWN, 8);

/** Where the bytes are read: what the event at hand moved, or what it offered. */
let source: Pieces = moved;

/**
 * Where a byte of a quoted text stands: the last one that was asked for. Who asks for many, one head after the other, need not walk the text
 * from its beginning each time.
 */
let placeText: usize = 0;
let placeIndex: i32 = 0;
let place: usize = 0;

/** Bytes of the event at hand are about to be asked for: those that it moved. */
export function beginToShow(): void {
  source = moved;
  placeText = 0;
}

/** The same, of those that it offered and the kernel refused. */
export function beginToShowRefused(): void {
  source = offered;
  placeText = 0;
}

/** True if the event at hand moved bytes of which strace shows none, with any flags. */
export function isMovedSpliced(): bool {
  return isCopy(event.call);
}

export function shownRoom(): usize {
  return room;
}

/**
 * Writes the bytes from `at` on, `most` at most, to `shownRoom`. Returns how many: fewer if no more were moved, or if the capture hides
 * what follows.
 */
export function showMoved(at: f64, most: i32): i32 {
  const wanted = min(most, MOST_SHOWN);
  let skipped = at;
  let count = 0;
  for (let index = 0; index < source.count && count < wanted; index++) {
    const piece = source.at(index);
    if (skipped >= piece.length) {
      skipped -= piece.length;
      continue;
    }
    const part = min<f64>(piece.length - skipped, <f64>(wanted - count));
    const shown = showPiece(piece, <i32>skipped, <i32>part, room + count);
    count += shown;
    if (<f64>shown < part) break;
    skipped = 0;
  }
  return count;
}

/** Where a buffer begins, at `at` or after it, of which the capture shows something; Infinity if none does. */
export function nextShown(at: f64): f64 {
  let start: f64 = 0;
  for (let index = 0; index < source.count; index++) {
    const piece = source.at(index);
    if (start >= at && piece.textEnd > piece.textStart) return start;
    start += piece.length;
  }
  return Infinity;
}

function showPiece(piece: Piece, skip: i32, count: i32, to: usize): i32 {
  const shown = piece.isQuoted && !piece.wasLookedAt ? showQuoted(piece, skip, count, to) : ASK_ALL;
  return shown === ASK_ALL ? showSeen(piece, skip, count, to) : shown;
}

function showSeen(piece: Piece, skip: i32, count: i32, to: usize): i32 {
  const start = piece.seenStart + skip;
  const end = min(piece.seenEnd, start + count);
  if (end <= start) return 0;
  copyBytes(to, start, end);
  return <i32>(end - start);
}

const ASK_ALL: i32 = -1;

/**
 * Fast path: unquotes no more of a piece than is asked for. A person may have left something out, and a mark of theirs stands in its
 * place: if a character may begin one, the whole piece is looked at.
 *
 * @returns ASK_ALL if it is
 */
function showQuoted(piece: Piece, skip: i32, count: i32, to: usize): i32 {
  const end = piece.textEnd;
  const isWhole = !piece.isCut;
  let p = piece.textStart;
  if (piece.isCut && <i32>(end - p) <= skip) return 0; // an escape is no shorter than its byte
  let at = 0;
  if (placeText === piece.textStart && placeIndex <= skip) {
    at = placeIndex;
    p = place;
  }
  for (; at < skip && p < end; at++) {
    if (byteAt(p) === Char.Backslash) p = endOfEscape(p, end);
    else if (isWhole && mayBeginMark(byteAt(p))) return ASK_ALL;
    else p++;
  }
  placeText = piece.textStart;
  placeIndex = at;
  place = p;
  let shown = 0;
  for (; shown < count && p < end; shown++) {
    const char = byteAt(p);
    if (char === Char.Backslash) {
      const after = endOfEscape(p, end);
      putByte(to + shown, escapedByte(p, after));
      p = after;
    } else {
      if (isWhole && mayBeginMark(char)) return ASK_ALL;
      putByte(to + shown, char);
      p++;
    }
  }
  return shown < count && isWhole ? ASK_ALL : shown;
}

/** A mark begins with a dot, an opening bracket, or no ASCII character (buffers/mark.ts). */
function mayBeginMark(char: i32): bool {
  if (char === Char.Dot || char === Char.Less || char === Char.OpenParen) return true;
  return char === Char.OpenBracket || char === Char.OpenBrace || char >= 0x80;
}
