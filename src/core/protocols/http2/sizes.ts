import { HEAD_BYTES } from "./frame-format.js";
import { type Http2Stream, isAlone } from "./stream.js";

const NO_CONTENT = 204;
const FIRST_REDIRECTION = 300;
const NOT_MODIFIED = 304;

/** True if the answer has no body, whatever its content-length says (RFC 9110, sections 6.4.1 and 8.6). */
export function hasNoBody({ method, status }: Http2Stream): boolean {
  return method === "HEAD" || status === NO_CONTENT || status === NOT_MODIFIED;
}

/** True if it is a tunnel: what it carries has an end of its own, and a RST_STREAM may be that of the other connection (section 8.5). */
export function isTunnel({ method, status }: Http2Stream): boolean {
  return method === "CONNECT" && status !== null && status < FIRST_REDIRECTION;
}

/** True if it may answer a HEAD, or be a 304: the method or the status is hidden, and no byte of a body was seen. */
export function mayHaveNoBody({ method, status, accepted }: Http2Stream): boolean {
  return !accepted && (method === null || status === null);
}

/** Bytes that its content-length declares of a body; null if it has none that counts, or if that is not known. */
export function declaredOf(stream: Http2Stream): number | null {
  return hasNoBody(stream) || mayHaveNoBody(stream) ? null : stream.declared;
}

/** Hidden bytes that may belong to the answer; infinite if it is not known how many there are. */
export function unseenOf({ hidden, hiddenBefore, gapsBefore }: Http2Stream): number {
  return hidden.gaps === gapsBefore ? hidden.bytes - hiddenBefore : Number.POSITIVE_INFINITY;
}

/** Bytes of the body that were moved, at most: with all that is hidden. Null if that is not known. */
export function mostAcceptedOf(stream: Http2Stream): number | null {
  return stream.accepted === null ? null : stream.accepted + unseenOf(stream);
}

/** Declared bytes that surely have not come; null if none are declared, or if all of them may have come. */
export function outstandingOf(stream: Http2Stream): number | null {
  const declared = declaredOf(stream);
  const most = mostAcceptedOf(stream);
  return declared === null || most === null || most >= declared ? null : declared - most;
}

/** Frames of a body that are not full, at most, besides twice the full ones: at the end, and where a window ended. */
const MOST_ODD_FRAMES = 4;

/**
 * True if what is hidden is so many bytes of a body and the heads of its frames, to the byte. So it is known to be moved although its
 * last heads are hidden. Its frames have to be of one size, as far as they were seen: then one that was cut would have to lack a multiple
 * of nine bytes, and no more than nine for each of the few frames that are not full.
 */
export function isHidden(bytes: number, stream: Http2Stream): boolean {
  const { frameBytes } = stream;
  const unseen = unseenOf(stream);
  if (!isAlone(stream) || !frameBytes || unseen === 0 || bytes < 0) return false;
  const heads = (unseen - bytes) / HEAD_BYTES;
  const least = Math.max(1, Math.ceil(bytes / frameBytes));
  return Number.isInteger(heads) && heads >= least && heads <= 2 * least + MOST_ODD_FRAMES;
}

/** True if the rest of the body is what is hidden. */
export function isFilled(stream: Http2Stream): boolean {
  const declared = declaredOf(stream);
  return declared !== null && stream.accepted !== null && isHidden(declared - stream.accepted, stream);
}
