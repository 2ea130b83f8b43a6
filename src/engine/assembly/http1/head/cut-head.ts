/** A head of which the capture hides the end. */

import { Piece } from "../../buffers/piece";
import { Pieces } from "../../buffers/pieces";
import { byteAt, isLiteral, startsWithShort } from "../../bytes";
import { Char } from "../../char";
import { create } from "../../heap/allocate";
import { GrowingText } from "../../heap/growing-text";
import { Text } from "../../heap/text";
import { endOfToken, isLineEnd } from "../text-classes";
import { declared, Framing, isMethod, responseFraming } from "./framing";
import { head, NO_STATUS, parseResponseHead, statusOf } from "./head";

/**
 * What the seen part of a head says whatever the rest holds: that no body follows, or the body's length. A Content-Length excludes a
 * Transfer-Encoding (RFC 9112 section 6.2). Its owner destroys it.
 */
@unmanaged
export class CutHead {
  /** Bytes of the body. */
  length: f64;
  /** Bytes of the response in buffers after the one that holds the cut. */
  private after: f64;
  /** NO_STATUS if the code is not shown. */
  status: i32;
  isBodiless: bool;
  /** The empty line after the head was seen. */
  private isOver: bool;

  /**
   * The head goes on in the buffers after the cut one and ends with the last of them, if these are shown and hold nothing
   * but header lines and the empty line (varnish writes a buffer for each part of a line).
   *
   * @param all the buffers of the call
   */
  goesOnIn(all: Pieces): void {
    const length = lengthOfRest(all);
    if (length > 0) this.after -= length;
  }

  /**
   * The same in a later call, of a program that writes the lines of a head by calls of their own (civetweb, Perl's HTTP::Daemon):
   * buffers that begin with a header line, also one that is cut, and the empty line, are no body.
   *
   * @param all the buffers of the call
   */
  goesOnInCall(all: Pieces): void {
    if (!this.isBodiless) return;
    for (let i = 0; i < all.count && !this.isOver; i++) {
      const piece = all.at(i);
      const start = piece.seenStart;
      const end = piece.seenEnd;
      this.isOver = !piece.isCutOff && isRestOfHead(start, end);
      if (!this.isOver && !isOfHead(piece)) return;
      this.after -= piece.length;
    }
  }

  /** Bytes go by in a later buffer: of the body, or of the head if that goes over several buffers. */
  pass(bytes: f64): void {
    this.after += bytes;
  }

  /**
   * True if the buffers after the cut hold as many bytes as the body has: the head then ends with its buffer, or the program
   * would have written less or more than it promised by just what stands in the wrong buffer.
   */
  get isFilled(): bool {
    return this.after === this.length && this.length > 0;
  }

  /** True if a next response shows that this one is whole. */
  get isWholeIfFollowed(): bool {
    return this.after === this.length;
  }
}

/**
 * Bytes that no response head has: servers and clients take up to 8 to 64 KB. A judgement, because RFC 9112 sets no limit. A
 * write of as many carries a body, so it does not answer a HEAD.
 */
const LONGEST_HEAD: f64 = 65536;
/** How long `HTTP/1.1 200 ` is. */
const STATUS_PART: usize = 13;

/**
 * Null if the seen part p..end does not say how long the body is.
 *
 * @param method null if the request was not seen: it may have been a HEAD
 * @param hidden bytes after the seen part in the same buffer
 */
export function cutHeadOf(p: usize, end: usize, method: Text | null, hidden: f64): CutHead | null {
  if (!parseResponseHead(p, endOfWholeLines(p, end)))
    return isMethod(method, "HEAD") ? createCutHead(NO_STATUS, 0, true) : null;
  const framing = responseFraming(method);
  if (framing === Framing.None) return createCutHead(head.status, 0, true);
  if (framing !== Framing.ContentLength || (!method && hidden < LONGEST_HEAD)) return null;
  return createCutHead(head.status, declared.length, false);
}

function createCutHead(status: i32, length: f64, isBodiless: bool): CutHead {
  const cut = create<CutHead>();
  cut.status = status;
  cut.length = length;
  cut.isBodiless = isBodiless;
  return cut;
}

/** Where the last whole line ends; in the first line, where its status code ends; p: not even that is seen. */
function endOfWholeLines(p: usize, end: usize): usize {
  for (let at = end; at > p; at--) if (byteAt(at - 1) === Char.Newline) return at;
  return statusOf(p, end) === NO_STATUS ? p : p + STATUS_PART;
}

const rest: GrowingText = create<GrowingText>();

/** Bytes of the buffers after the first one that is cut, if they are the rest of a head; else 0. */
function lengthOfRest(all: Pieces): i32 {
  const isRest = gatherRest(all) && isEndOfHead(rest.start, rest.end);
  const length = rest.length;
  rest.clear();
  return isRest ? length : 0;
}

/** False if one of them is cut, too. */
function gatherRest(all: Pieces): bool {
  let index = 0;
  while (index < all.count && !all.at(index).isCutOff) index++;
  for (let i = index === all.count ? 0 : index + 1; i < all.count; i++) {
    const piece = all.at(i);
    if (piece.isCutOff) return false;
    rest.add(piece.seenStart, piece.seenEnd);
  }
  return true;
}

/** True for the end of the line that was cut, whole header lines, and the empty line. */
function isEndOfHead(p: usize, end: usize): bool {
  return isRestOfHead(p, end) || (startsWithShort(p, end, "\r\n") && isRestOfHead(p + 2, end));
}

/** True for whole header lines, and the empty line. */
function isRestOfHead(p: usize, end: usize): bool {
  return isLiteral(endOfFields(p, end), end, "\r\n");
}

/** Where the whole header lines at p end. */
function endOfFields(p: usize, end: usize): usize {
  for (let next = endOfField(p, end); next !== 0; next = endOfField(p, end)) p = next;
  return p;
}

/** True for whole header lines, and for the start of one that is cut. */
function isOfHead(piece: Piece): bool {
  const start = piece.seenStart;
  const end = piece.seenEnd;
  if (!piece.isCutOff) return start !== end && endOfFields(start, end) === end;
  const colon = endOfToken(start, end);
  return colon !== start && colon !== end && byteAt(colon) === Char.Colon;
}

/** Where the header line at p ends, with its CRLF; 0: none stands there. */
function endOfField(p: usize, end: usize): usize {
  const colon = endOfToken(p, end);
  if (colon === p || colon === end || byteAt(colon) !== Char.Colon) return 0;
  let at = colon;
  while (at < end && !isLineEnd(byteAt(at))) at++;
  return startsWithShort(at, end, "\r\n") ? at + 2 : 0;
}
