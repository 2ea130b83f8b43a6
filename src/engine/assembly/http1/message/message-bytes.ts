/** Bytes of a message. */
import { Piece } from "../../buffers/piece";
import { byteAt, find } from "../../bytes";
import { Char } from "../../char";
import { only } from "../../memory";

/** Characters that the parser needs from its position on, at the least. */
const LOOKAHEAD: f64 = 16;

@unmanaged
class ShownBytes {
  /** What is seen of the piece from the position on. */
  from: usize;
  end: usize;
  /** All that is seen of the piece, or of its start. */
  private start: usize;

  /** Looks at a piece from `at` on. For a place near the start of a long piece only its start: less has to be unquoted. */
  look(piece: Piece, at: f64): void {
    this.set(piece.startStart, piece.startEnd, at);
    if (at + LOOKAHEAD > <f64>this.length) this.set(piece.seenStart, piece.seenEnd, at);
  }

  /** Looks at all that is seen of a piece: of one of which a person left something out, up to the first mark. False if it just did. */
  lookAtAll(piece: Piece, at: f64): bool {
    if (piece.seenCount === this.length) return false;
    this.set(piece.seenStart, piece.seenEnd, at);
    return true;
  }

  /** How many bytes are shown of the piece. */
  get length(): i32 {
    return <i32>(this.end - this.start);
  }

  private set(start: usize, end: usize, at: f64): void {
    this.start = start;
    this.end = end;
    this.from = placeAt(start, end, at);
  }
}

/** The place of a position in start..end, or its end. */
export function placeAt(start: usize, end: usize, at: f64): usize {
  return at < <f64>(end - start) ? start + <usize>at : end;
}

/** What was looked at last. */
export const shown: ShownBytes = only<ShownBytes>();

/** Where the first line ends; 0: it does not. */
export function endOfLine(p: usize, end: usize): usize {
  const newline = find(p, end, Char.Newline);
  return newline === 0 ? 0 : newline + 1;
}

/** How far a trailer section is: at the start of a line, within one, after the CR of either; or it is none. */
enum Trailers {
  Begin,
  InLine,
  AfterReturn,
  AfterReturnInLine,
  Broken,
}

@unmanaged
class TrailersRead {
  /** How far the section is. */
  state: i32;
  /** Where it ends; 0: not yet. */
  end: usize;
}

/** The trailers that were read last. */
export const trailers: TrailersRead = only<TrailersRead>();

/** Goes on with a trailer section. An empty line ends it, which may come at once (RFC 9112 section 7.1.2). */
export function readTrailers(before: i32, p: usize, end: usize): void {
  let state = before;
  trailers.end = 0;
  for (let at = p; at < end; at++) {
    const char = byteAt(at);
    if (char === Char.Newline) {
      if (state === Trailers.Begin || state === Trailers.AfterReturn) {
        trailers.end = at + 1;
        break;
      }
      if (state !== Trailers.Broken) state = Trailers.Begin;
    } else state = char === Char.Return ? afterReturn(state) : afterOther(state);
  }
  trailers.state = state;
}

/** True at the start of a line after a CR. */
export function isAfterReturn(state: i32): bool {
  return state === Trailers.AfterReturn;
}

function afterReturn(state: i32): i32 {
  if (state === Trailers.Begin) return Trailers.AfterReturn;
  return state === Trailers.InLine ? Trailers.AfterReturnInLine : Trailers.Broken;
}

function afterOther(state: i32): i32 {
  return state === Trailers.Begin || state === Trailers.InLine ? Trailers.InLine : Trailers.Broken;
}
