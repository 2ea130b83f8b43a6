/** The buffers of a call from one of them on. */

import { Piece } from "../../buffers/piece";
import { Pieces } from "../../buffers/pieces";
import { byteAt, find, literalByte } from "../../bytes";
import { Char } from "../../char";
import { create } from "../../heap/allocate";
import { GrowingText } from "../../heap/growing-text";
import { only } from "../../memory";

/** A size line that goes over several buffers is no longer, in characters. */
const LONGEST_LINE_OF_SIZE: i32 = 256;

@unmanaged
export class RestOfCall {
  /** The bytes of all of them. */
  length: f64;
  pieces: Pieces;
  /** The index of the first one. */
  from: i32;
  /** What is seen from the start of these pieces on: a size and its CRLF may be two buffers. */
  seenStart: usize;
  seenEnd: usize;

  /** All buffers of a call. */
  begin(pieces: Pieces): void {
    this.pieces = pieces;
    this.from = 0;
    this.length = 0;
    for (let index = 0; index < pieces.count; index++) this.length += pieces.at(index).length;
  }

  /** Goes on to the next buffer. */
  next(): void {
    this.length -= this.pieces.at(this.from).length;
    this.from++;
  }

  /** True if the buffer at hand is the last one. */
  get isLast(): bool {
    return this.from === this.pieces.count - 1;
  }

  /** True if no byte of the call comes before them. Erlang begins its vectors with an empty buffer. */
  get isFromStart(): bool {
    for (let index = 0; index < this.from; index++) if (this.pieces.at(index).length !== 0) return false;
    return true;
  }

  /** Finds the bytes that are seen. It copies them only if they stand in several buffers. */
  look(): void {
    this.seenStart = 0;
    this.seenEnd = 0;
    joined.clear();
    for (let index = this.from; index < this.pieces.count; index++) {
      const piece = this.pieces.at(index);
      this.join(piece.seenStart, piece.seenEnd, index === this.from);
      const length = <i32>(this.seenEnd - this.seenStart);
      if (length >= LONGEST_LINE_OF_SIZE || piece.isCutOff || hasNewline(this.seenStart, this.seenEnd)) break;
    }
  }

  /** True unless bytes are seen at this place of these pieces that are other ones. */
  mayHold(literal: string, at: f64): bool {
    let begin: f64 = 0;
    for (let index = this.from; index < this.pieces.count; index++) {
      const piece = this.pieces.at(index);
      if (!mayHold(piece, literal, at - begin)) return false;
      begin += piece.length;
    }
    return true;
  }

  /** The call was read. */
  forget(): void {
    joined.clear();
  }

  private join(start: usize, end: usize, isFirst: bool): void {
    if (isFirst) {
      this.seenStart = start;
      this.seenEnd = end;
      return;
    }
    if (joined.length === 0) joined.add(this.seenStart, this.seenEnd);
    joined.add(start, end);
    this.seenStart = joined.start;
    this.seenEnd = joined.end;
  }
}

/** True unless bytes of a piece are seen that are not those of a literal which begins at this place. A place before the piece is below 0. */
export function mayHold(piece: Piece, literal: string, at: f64): bool {
  const seen = <f64>(piece.seenEnd - piece.seenStart);
  for (let i = 0; i < literal.length; i++) {
    const place = at + <f64>i;
    if (place < 0 || place >= seen) continue;
    if (byteAt(piece.seenStart + <usize>place) !== literalByte(literal, i)) return false;
  }
  return true;
}

/** True if a line ends after the CRLF that may stand in front of it. */
function hasNewline(start: usize, end: usize): bool {
  return end - start > 2 && find(start + 2, end, Char.Newline) !== 0;
}

const joined: GrowingText = create<GrowingText>();

/** The buffers of the call that is being read, from the one at hand on. */
export const restOfCall: RestOfCall = only<RestOfCall>();
