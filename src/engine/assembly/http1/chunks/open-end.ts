/** Whether the last bytes of a chunked body can be its end. Scrub asks the same (core/protocols/http1/chunks/open-end.ts). */

import { copyBytes } from "../../blocks";
import { Pieces } from "../../buffers/pieces";
import { byteAt } from "../../bytes";
import { Char } from "../../char";
import { endOfSpaces, isLineEnd } from "../text-classes";

/** The fewest bytes that can end a chunked body: `0` CRLF CRLF. */
const LAST_CHUNK_BYTES: usize = 5;
/** Trailers are rarely longer. What is cut off at the front may be a part of one. */
const TAIL: i32 = 1024;

const tail: usize = memory.data(1024 + 64);

/**
 * True if the last bytes of a write are seen and cannot be the end of a chunked body. Chunk sizes before them may be hidden: a body that
 * has ended ends in an empty line all the same. The bytes are looked at, so it is asked of chunked bodies only.
 */
export function isTailOpen(pieces: Pieces): bool {
  const start = seenTail(pieces);
  const end = tail + TAIL;
  return end - start >= LAST_CHUNK_BYTES && !isPossibleEnd(start, end);
}

/** Copies the last bytes of a write that the capture shows without a gap. Returns the place of the first one. */
function seenTail(pieces: Pieces): usize {
  let start = tail + TAIL;
  for (let index = pieces.count - 1; index >= 0 && start > tail; index--) {
    const piece = pieces.at(index);
    if (piece.isCutOff) break;
    const bytes = min(piece.seenEnd - piece.seenStart, start - tail);
    start -= bytes;
    copyBytes(start, piece.seenEnd - bytes, piece.seenEnd);
  }
  return start;
}

/** A last chunk, or a line of which the beginning is hidden; then trailers, then an empty line (RFC 9112, section 7.1). */
export function isPossibleEnd(start: usize, end: usize): bool {
  let lineEnd = beforeLineEnd(start, end);
  if (lineEnd === end) return false;
  while (lineEnd > start) {
    const contentEnd = beforeLineEnd(start, lineEnd);
    if (contentEnd === lineEnd) return false;
    let line = contentEnd;
    while (line > start && !isLineEnd(byteAt(line - 1))) line--;
    if (line === start) return true;
    if (byteAt(line - 1) === Char.Return) return false;
    if (isLastChunkLine(line, contentEnd)) return true;
    if (!isTrailerLine(line, contentEnd)) return false;
    lineEnd = line;
  }
  return false;
}

/** Where the text ends without the CRLF or LF at its end; `end`: it has none. */
function beforeLineEnd(start: usize, end: usize): usize {
  if (end === start || byteAt(end - 1) !== Char.Newline) return end;
  return end - 1 > start && byteAt(end - 2) === Char.Return ? end - 2 : end - 1;
}

/** True for `0` and an extension, with any number of zeros. */
function isLastChunkLine(p: usize, end: usize): bool {
  let at = p;
  while (at < end && byteAt(at) === Char.Zero) at++;
  if (at === p) return false;
  at = endOfSpaces(at, end);
  return at === end || byteAt(at) === Char.Semicolon;
}

/** True for `name: value`. */
function isTrailerLine(p: usize, end: usize): bool {
  let at = p;
  while (at < end && isVisible(byteAt(at)) && byteAt(at) !== Char.Colon) at++;
  return at > p && at < end && byteAt(at) === Char.Colon;
}

function isVisible(char: i32): bool {
  return char > Char.Space && char <= Char.Tilde;
}
