import type { BlindSpotCode } from "../blind-spot.js";
import type { Response } from "../exchange.js";
import type { Message, MessageEnd, MessageSign } from "../message.js";
import { declaredOf, type Http2Stream, hasNoBody, outstandingOf } from "./stream.js";

/** gRPC over HTTP/2. `application/grpc-web` is another protocol: it ends within its body. */
const GRPC = /^application\/grpc(?:$|[+; ])/i;

/** How an answer ended of which END_STREAM was seen. */
export function endOf(stream: Http2Stream): MessageEnd {
  if (hasNoBody(stream)) return "whole";
  if (!stream.isDeclaredKnown) return "lost"; // the sender may have ended it with less than a content-length that is hidden
  if (stream.declared === null || (stream.declared === 0 && stream.accepted === 0)) return "whole";
  const outstanding = outstandingOf(stream);
  if (outstanding === null) return "lost";
  if (outstanding === 0) return "whole";
  return outstanding > 0 ? "short" : "over";
}

/** What else a message may say. */
export interface MessageExtras {
  readonly signs?: readonly MessageSign[];
  /** The sizes of the frame that is cut. */
  readonly frame?: { readonly declared: number; readonly accepted: number };
}

/** @param blindSpot names it if the message is lost, and the stream does not say why */
export function messageOf(
  stream: Http2Stream,
  end: MessageEnd,
  blindSpot: BlindSpotCode,
  { signs = [], frame }: MessageExtras = {},
): Message {
  return {
    request: stream.request,
    response: responseOf(stream, frame),
    stream: stream.id,
    end,
    signs: isGrpc(stream) ? ["grpc", ...signs] : signs,
    blindSpots: end === "lost" ? [stream.blindSpot ?? blindSpot] : [],
  };
}

/** The type of the answer says whether it is gRPC; if that is hidden, or there is no answer, that of the request does. */
export function isGrpc({ contentType, requestType }: Http2Stream): boolean {
  return GRPC.test(contentType ?? requestType ?? "");
}

function responseOf(stream: Http2Stream, frame: MessageExtras["frame"]): Response | null {
  if (stream.line === null) return null;
  const declared = declaredOf(stream);
  return {
    status: stream.status,
    line: stream.line,
    framing: declared === null || frame !== undefined ? "http2-frames" : "content-length",
    declaredBytes: frame?.declared ?? declared,
    acceptedBytes: frame?.accepted ?? stream.accepted,
    isAtMost: false,
    misfitBytes: 0,
  };
}
