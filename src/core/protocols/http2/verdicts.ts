import type { BlindSpotCode } from "../blind-spot.js";
import type { Message, MessageResponse } from "../message.js";
import type { MessageEnd, MessageSign } from "../message-facts.js";
import { declaredOf, hasNoBody, isFilled, mayHaveNoBody, mostAcceptedOf, outstandingOf, unseenOf } from "./sizes.js";
import type { Http2Stream } from "./stream.js";

/** gRPC over HTTP/2. `application/grpc-web` is another protocol: it ends within its body. */
const GRPC = /^application\/grpc(?:$|[+; ])/i;

/** How an answer ended of which END_STREAM was seen. */
export function streamEndOf(stream: Http2Stream): MessageEnd {
  if (hasNoBody(stream)) return "whole";
  if (!stream.isDeclaredKnown) return "lost"; // the sender may have ended it with less than a content-length that is hidden
  if (stream.declared === null || (stream.declared === 0 && stream.accepted === 0)) return "whole";
  if (outstandingOf(stream) !== null) return "short";
  const declared = declaredOf(stream);
  if (declared === null || stream.accepted === null) return "lost";
  if (stream.accepted > declared) return "over";
  return unseenOf(stream) === 0 || isFilled(stream) ? "whole" : "lost";
}

/** True if its end may have gone by unseen. */
export function mayBeWhole(stream: Http2Stream): boolean {
  return stream.mayHaveEnded && outstandingOf(stream) === null;
}

/**
 * True if its final head was seen, and no body belongs to that. Then no byte can be outstanding: if END_STREAM is missing, the message is not
 * complete for its reader (RFC 9113, section 8.1), but it is not short.
 */
export function isBodiless(stream: Http2Stream): boolean {
  return stream.hasHead && stream.status !== null && hasNoBody(stream);
}

/** True if that may be so: the method or the status is hidden, or the whole head is. */
export function mayBeBodiless(stream: Http2Stream): boolean {
  const isHeadHidden = stream.accepted === null || unseenOf(stream) > 0;
  return (stream.hasHead || isHeadHidden) && mayHaveNoBody(stream);
}

/** True if it declares a length, and so much is hidden that all of it may be there, or less: frames, or how long a padding is. */
export function isUncounted(stream: Http2Stream): boolean {
  return declaredOf(stream) !== null && outstandingOf(stream) === null && acceptedOf(stream) === null;
}

/** What else a message may say. */
export interface MessageExtras {
  readonly signs?: readonly MessageSign[];
  /** See `Message`. */
  readonly isOwnCancel?: boolean;
  readonly mayHaveEnded?: boolean;
  /** The sizes of the frame that is cut: those of the message, unless its body declares a length. */
  readonly frame?: { readonly declared: number; readonly accepted: number };
}

/** @param blindSpot names it if the message is lost, and the stream does not say why */
export function streamMessage(
  stream: Http2Stream,
  end: MessageEnd,
  blindSpot: BlindSpotCode,
  { signs = [], frame, isOwnCancel, mayHaveEnded }: MessageExtras = {},
): Message {
  return {
    request: stream.request,
    response: responseOf(stream, end, frame),
    stream: stream.id,
    end,
    signs: isGrpc(stream) ? ["grpc", ...signs] : signs,
    owesNothing: frame === undefined,
    ...(isOwnCancel && { isOwnCancel }),
    ...(mayHaveEnded && { mayHaveEnded: stream.blindSpot ?? blindSpot }),
    blindSpots: end === "lost" ? [stream.blindSpot ?? blindSpot] : [],
  };
}

/** The type of the answer says whether it is gRPC; if that is hidden, or there is no answer, that of the request does. */
export function isGrpc({ contentType, requestType }: Http2Stream): boolean {
  return GRPC.test(contentType ?? requestType ?? "");
}

function responseOf(stream: Http2Stream, end: MessageEnd, frame: MessageExtras["frame"]): MessageResponse | null {
  if (stream.line === null) return null;
  const isAtMost = unseenOf(stream) > 0 && outstandingOf(stream) !== null;
  const accepted = isAtMost ? mostAcceptedOf(stream) : acceptedOf(stream);
  const isUnknown = end === "lost" || isUncounted(stream); // how much of it is outstanding
  const declared = isUnknown ? null : declaredOf(stream);
  const ofFrame = declared === null ? frame : undefined;
  return {
    status: stream.status,
    line: stream.line,
    framing: declared === null || ofFrame !== undefined ? "http2-frames" : "content-length",
    declaredBytes: ofFrame?.declared ?? declared,
    acceptedBytes: ofFrame?.accepted ?? accepted,
    isAtMost,
    misfitBytes: 0,
  };
}

/** Bytes of the body that were moved; null if they are not known. */
function acceptedOf(stream: Http2Stream): number | null {
  if (unseenOf(stream) === 0) return stream.accepted;
  return isFilled(stream) ? stream.declared : null;
}
