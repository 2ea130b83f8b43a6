/** What heads say of their responses. */
import { Piece } from "../../buffers/piece";
import { moved } from "../../buffers/pieces";
import { findLiteral } from "../../bytes";
import { EventKind } from "../../events/event-kind";
import { event } from "../../events/event-record";
import { BodyFraming, Exchange } from "../exchange";
import { CutHead } from "../head/cut-head";
import { declared, Framing } from "../head/framing";
import { head, statusOf } from "../head/head";
import { Gap } from "../message/states";

/**
 * Keeps what the head that was parsed last says of its response.
 *
 * @param misfit bytes by which the strings that hold the head differ from their counts
 */
export function noteHead(response: Exchange, framing: Framing, misfit: f64): void {
  response.status = head.status;
  response.acceptedBytes = 0;
  response.framing = bodyFramingOf(framing);
  response.declaredBytes = framing === Framing.ContentLength ? declared.length : NaN;
  response.misfitBytes = misfit;
}

function bodyFramingOf(framing: Framing): BodyFraming {
  switch (framing) {
    case Framing.None:
      return BodyFraming.None;
    case Framing.ContentLength:
      return BodyFraming.ContentLength;
    case Framing.Chunked:
      return BodyFraming.Chunked;
    case Framing.UntilClose:
      return BodyFraming.UntilClose;
    default:
      return BodyFraming.Unknown;
  }
}

/** Bytes by which the strings that hold the first head of the call differ from their counts. The count of a read is only room. */
export function misfitOfHead(): f64 {
  const last = max(0, endingPiece());
  let sum: f64 = 0;
  for (let i = 0; i <= last && i < moved.count; i++) sum += misfitOf(moved.at(i));
  return sum;
}

/** The index of the first piece that shows the end of a head; -1: none does. */
function endingPiece(): i32 {
  for (let i = 0; i < moved.count; i++) if (showsEnd(moved.at(i))) return i;
  return -1;
}

function showsEnd(piece: Piece): bool {
  if (findLiteral(piece.startStart, piece.startEnd, "\r\n\r\n") !== 0) return true;
  return findLiteral(piece.seenStart, piece.seenEnd, "\r\n\r\n") !== 0;
}

function misfitOf(piece: Piece): f64 {
  if (event.kind === EventKind.Write) return piece.misfit;
  if (piece.isCut || !piece.isElided) return 0;
  return piece.length - <f64>(piece.elidedEnd - piece.seenStart);
}

/**
 * Keeps what the seen part of a head says.
 *
 * @param hidden bytes after it in the same buffer: of the head, and perhaps of the body
 * @returns how many bytes of the body are still to come, at the least
 */
export function noteCut(response: Exchange, cut: CutHead, hidden: f64): f64 {
  response.status = cut.status;
  if (cut.length <= hidden) return 0;
  response.framing = BodyFraming.ContentLength;
  response.declaredBytes = cut.length;
  response.acceptedBytes = hidden;
  response.isAtMost = 1;
  return cut.length - hidden;
}

/** The stream was lost within the response, or it may have ended by now. The text p..end was seen of the head, if it was lost there. */
export function noteLoss(response: Exchange, gap: Gap, p: usize, end: usize): void {
  if (gap === Gap.Head) response.status = statusOf(p, end);
  if (gap === Gap.Sized) {
    response.framing = BodyFraming.Unknown;
    response.declaredBytes = NaN;
    response.isAtMost = 0;
  }
  if (gap !== Gap.Head && gap !== Gap.Start) response.acceptedBytes = NaN; // body and framing cannot be separated any more
}

/** A response with a cut head turned out to be whole. */
export function noteWhole(response: Exchange, cut: CutHead): void {
  response.framing = cut.isBodiless ? BodyFraming.None : BodyFraming.ContentLength;
  response.declaredBytes = cut.isBodiless ? NaN : cut.length;
  response.acceptedBytes = cut.length;
}
