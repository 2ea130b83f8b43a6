/** What one more piece brings to a text. */
import { Piece } from "../../buffers/piece";
import { byteAt } from "../../bytes";
import { Char } from "../../char";
import { create } from "../../heap/allocate";
import { GrowingText } from "../../heap/growing-text";
import { only } from "../../memory";
import { HiddenEnd, hiddenEndOfSize, hiddenEndOfTrailers, knownOfCrlf } from "../chunks/hidden-chunks";
import { elidedLines, perhapsElided } from "../head/elided-head";
import { fieldsRead } from "../head/fields";
import { placeAt, shown } from "./message-bytes";
import { Position } from "./position";
import { ParserState } from "./states";

/**
 * `Whole`: the text up to its end. `Partial`: all of the piece was seen, and more is to come; the text has this part already. `Known`: the
 * rest of the piece is hidden, and what the protocol fixes puts the parser into a state. `Lost`: the rest of the piece is hidden, and may
 * be anything.
 */
export enum GatheredKind {
  Whole,
  Partial,
  Known,
  Lost,
}

@unmanaged
class Gathered {
  /** Bytes of the piece that are dealt with. */
  taken: f64;
  /** Lost: the bytes of the piece that are not seen. */
  hidden: f64;
  kind: GatheredKind;
  /** Whole, lost: the text, which stays where it is until the position or the call changes. */
  start: usize;
  end: usize;
  /** Known: the state, and true if the CR of a line end has gone by. */
  state: ParserState;
  hasReturn: bool;
  /** Lost: a person left out the rest, and not strace. */
  isElided: bool;

  /**
   * Goes on with a text from `at` on, until its end is found.
   *
   * @param position where the parser stands, and the text so far
   */
  gather(due: ParserState, position: Position, piece: Piece, at: f64): void {
    shown.look(piece, at);
    let end = endIn(due, position, shown.from, shown.end);
    if ((end === 0 || isPastMark(due, piece, shown.from, end)) && shown.lookAtAll(piece, at))
      end = endIn(due, position, shown.from, shown.end);
    if (due === ParserState.Head && this.isElidedHead(position, piece, at, end)) return;
    if (end === 0) this.takeRest(due, position, piece, at);
    else {
      this.taken = <f64>(end - shown.from);
      this.setWhole(due, position, shown.from, end);
    }
  }

  /** The end is not seen in the piece. */
  private takeRest(due: ParserState, position: Position, piece: Piece, at: f64): void {
    const part = shown.from;
    const partEnd = shown.end;
    const hidden = piece.length - max<f64>(at, <f64>piece.seenCount);
    if (hidden === 0) {
      position.append(due, part, partEnd);
      this.kind = GatheredKind.Partial;
      this.taken = piece.length - at;
      return;
    }
    this.taken = <f64>(partEnd - part);
    this.setText(due, position, part, partEnd);
    if (due === ParserState.ChunkEnd && !position.isBareLf && this.isKnownCrlf(hidden)) return;
    if (this.endsInReturn && this.isEndedByReturn(due, position)) return;
    if (this.isKnownEnd(due, hidden)) return;
    this.kind = GatheredKind.Lost;
    this.hidden = hidden;
    this.taken += hidden;
    this.isElided = piece.isElided;
  }

  /** The rest of the CRLF after a chunk's data is hidden, or a part of it. */
  private isKnownCrlf(hidden: f64): bool {
    const crlf = knownOfCrlf(this.start, this.end, hidden);
    if (crlf <= 0) return false;
    const isWhole = <f64>(this.end - this.start) + crlf === 2;
    this.setKnown(isWhole ? ParserState.ChunkSize : ParserState.ChunkEnd, !isWhole);
    this.taken += crlf;
    return true;
  }

  /** The LF of the last line is hidden. */
  private isEndedByReturn(due: ParserState, position: Position): bool {
    if (position.isEmpty) position.append(due, this.start, this.end);
    if (!position.isWholeWithNewline(due)) return false;
    position.addByte(Char.Newline);
    this.taken++;
    this.setWhole(due, position, 0, 0);
    return true;
  }

  private isKnownEnd(due: ParserState, hidden: f64): bool {
    let found = HiddenEnd.Anything;
    if (due === ParserState.Trailers) found = hiddenEndOfTrailers(this.start, this.end, hidden);
    else if (due === ParserState.ChunkSize) found = hiddenEndOfSize(this.start, this.end, hidden);
    if (found === HiddenEnd.Anything) return false;
    this.setKnown(found === HiddenEnd.LastChunk ? ParserState.LastChunk : ParserState.UnfinishedSize, false);
    this.taken += hidden;
    return true;
  }

  /**
   * True for a head of which a person left out a part: what is shown of it may stand anywhere in the piece. In a piece that is all shown,
   * dots are dots.
   *
   * @param end where the head ends in what was looked at; 0: it does not
   */
  private isElidedHead(position: Position, piece: Piece, at: f64, end: usize): bool {
    if (piece.wasLookedAt && !piece.isCutOff) return false;
    const before = <f64>position.length;
    const isElided = end !== 0 ? isElidedIn(position, piece, shown.from, end) : isElidedInAll(position, piece, at);
    if (!isElided) return false;
    this.kind = GatheredKind.Lost;
    this.start = elidedLines.start;
    this.end = elidedLines.end;
    this.taken = piece.length - at;
    this.hidden = max<f64>(0, this.taken - max<f64>(0, <f64>(this.end - this.start) - before));
    this.isElided = true;
    return true;
  }

  private get endsInReturn(): bool {
    return this.end > this.start && byteAt(this.end - 1) === Char.Return;
  }

  /** The text is what came before, and the part p..end. */
  private setText(due: ParserState, position: Position, p: usize, end: usize): void {
    if (!position.isEmpty) position.append(due, p, end);
    this.start = position.isEmpty ? p : position.start;
    this.end = position.isEmpty ? end : position.end;
  }

  private setWhole(due: ParserState, position: Position, p: usize, end: usize): void {
    this.kind = GatheredKind.Whole;
    this.setText(due, position, p, end);
  }

  private setKnown(state: ParserState, hasReturn: bool): void {
    this.kind = GatheredKind.Known;
    this.state = state;
    this.hasReturn = hasReturn;
  }
}

/** What was gathered last. */
export const gathered: Gathered = only<Gathered>();

/** Where a text ends in the part p..end; 0: it does not. Of a head that is there from its first byte on, the fields are read at once. */
function endIn(due: ParserState, position: Position, p: usize, end: usize): usize {
  return due === ParserState.Head && position.isEmpty ? fieldsRead.readHead(p, end) : position.endIn(due, p, end);
}

/** True if a person left out something in a head that is not whole in what is seen. All that they left is looked at. */
function isElidedInAll(position: Position, piece: Piece, at: f64): bool {
  if (!piece.isElided) return isElidedIn(position, piece, shown.from, shown.end);
  const end = piece.elidedEnd;
  const from = placeAt(piece.seenStart, end, at);
  const headEnd = position.endIn(ParserState.Head, from, end);
  return isElidedIn(position, piece, from, headEnd === 0 ? end : headEnd);
}

/** True if a person may have left something out in the text p..end, which is no head, so that it is not all that stood there. */
function isPastMark(due: ParserState, piece: Piece, p: usize, end: usize): bool {
  return due !== ParserState.Head && perhapsElided(p, end) && piece.isElided;
}

const all: GrowingText = create<GrowingText>();

/** The same for the head that ends with the part p..end. Whether all of the piece is shown is looked at last: it may be long. */
function isElidedIn(position: Position, piece: Piece, p: usize, end: usize): bool {
  if (position.isEmpty) return perhapsElided(p, end) && piece.isCutOff && elidedLines.ask(p, end, piece.isElided);
  all.add(position.start, position.end);
  all.add(p, end);
  const isElided =
    perhapsElided(all.start, all.end) && piece.isCutOff && elidedLines.ask(all.start, all.end, piece.isElided);
  all.clear();
  return isElided;
}
