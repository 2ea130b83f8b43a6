/** Looks for the place from which on a lost chunked body can be followed again. */
import { Piece } from "../../buffers/piece";
import { only } from "../../memory";
import { MOST_BYTES } from "../head/content-length";
import { beginsLiteral, CRLF, isLastChunkAlone, isOneChunk, LAST_CHUNK, readSizeLine, sizeLine } from "./hidden-chunks";
import { mayHold, RestOfCall } from "./rest-of-call";

/** Where a chunk was found: its size line comes next, or first the CRLF of the chunk before it. */
export enum FoundChunk {
  None,
  Size,
  End,
}

/** How many bytes of a buffer belong to what is lost: the rest can be followed if a chunk ends there. */
@unmanaged
class PassedBytes {
  lost: f64;
  found: bool;

  set(lost: f64, found: bool): void {
    this.lost = lost;
    this.found = found;
  }
}

/** The bytes that went by last. */
export const passed: PassedBytes = only<PassedBytes>();

/**
 * The place is the size line of a chunk that ends where a call ends. A chunk may go over several calls. What looks like the end of the
 * body within such a chunk is its data.
 */
@unmanaged
export class ChunkSearch {
  /** Bytes until the end of the chunk under way, if a size line was seen in front of a buffer; else 0. */
  private left: f64;

  /** The stream is lost, here. */
  beginSearch(): void {
    this.left = 0;
  }

  /** True if bytes of a chunk whose size was seen are still to come. */
  get isInside(): bool {
    return this.left > 0;
  }

  /**
   * A buffer begins.
   *
   * @param rest it, and the buffers of the call after it, which were looked at
   * @param isOwn the program meant the call to begin and to end here: it is no rest of a short write, and not short itself
   */
  findChunk(rest: RestOfCall, isOwn: bool): FoundChunk {
    readSizeLine(rest);
    const isLate = sizeLine.isLate;
    const found = isLate ? FoundChunk.End : FoundChunk.Size;
    const isAfterTwo = isLate && this.left === 2;
    if (isLastChunkAlone(rest)) return isOwn && (!this.isInside || isAfterTwo) ? found : FoundChunk.None;
    // the CRLF of the chunk before may come with the next chunk
    if (isOneChunk(rest) || (isAfterTwo && rest.length > 2)) {
      this.left = 0;
      return found;
    }
    const end = sizeLine.end;
    const isChunk = sizeLine.line > 0 && sizeLine.size > 0 && end <= MOST_BYTES;
    if (!this.isInside && isChunk && end + 2 > rest.length) this.left = end + 2;
    return FoundChunk.None;
  }

  /**
   * The bytes of a buffer from `at` on go by: `passed` says how many of them are lost.
   *
   * @param isLast no other buffer of the call follows
   */
  pass(piece: Piece, at: f64, isLast: bool): void {
    const bytes = piece.length - at;
    // CRLF comes after the data (RFC 9112 section 7.1): else what looked like a size line was none
    if (!mayHold(piece, CRLF, at + this.left - <f64>CRLF.length)) this.left = 0;
    const left = this.left;
    this.left = left > bytes ? left - bytes : 0;
    if (isLast && left > 0 && bytes === left + <f64>LAST_CHUNK.length && isLastChunkAfter(piece, at + left))
      passed.set(left, true);
    else passed.set(bytes, isLast && left === bytes);
  }
}

/** True if what is seen of a piece from `at` on may be the last chunk. */
function isLastChunkAfter(piece: Piece, at: f64): bool {
  const start = piece.seenStart;
  const end = piece.seenEnd;
  return at >= <f64>(end - start) || beginsLiteral(LAST_CHUNK, start + <usize>at, end);
}
