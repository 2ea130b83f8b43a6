import type { BlindSpotCode } from "../blind-spot.js";
import type { Request } from "../exchange.js";

/** A stream that is under way: a request, and what answers it. */
export interface Http2Stream {
  readonly id: number;
  /** Null if it was not captured. */
  request: Request | null;
  /** Null if it is hidden. */
  method: string | null;
  /** The type of the request's content; null if there is none, or if it is hidden. */
  readonly requestType: string | null;
  /** True if the answering side promised it (PUSH_PROMISE), and the other side has not asked. */
  readonly isPromised: boolean;
  /** The line on which the answer begins; null if it has not. */
  line: number | null;
  /** True if a header block of the answer was there that is not an interim one. */
  hasHead: boolean;
  status: number | null;
  /** What content-length says; null if it is not there, or if it is hidden. */
  declared: number | null;
  /** True if the head showed whether there is a content-length. */
  isDeclaredKnown: boolean;
  /** Bytes of the body that were moved; null if they are not known. */
  accepted: number | null;
  /** The type of the answer's content; empty if it has none, null if it is hidden. */
  contentType: string | null;
  /** True if the last header block of the answer was seen whole, and has no grpc-status. */
  lacksGrpcStatus: boolean;
  /** Why something of it is not known. */
  blindSpot: BlindSpotCode | null;
  /** True if frames of the answering side went by unseen: the end may have been among them. */
  mayHaveEnded: boolean;
  /** True if frames of the asking side did: it may have cancelled the stream. */
  mayBeCancelled: boolean;
  /** What flow control counts: bytes of DATA frames that were sent, bytes that the reader has allowed besides the first window. */
  sent: number;
  granted: number;
  isWindowKnown: boolean;
}

/** What is known when a stream begins. */
export interface StreamStart {
  readonly id: number;
  readonly request?: Request | null;
  readonly method?: string | null;
  readonly requestType?: string | null;
  readonly isPromised?: boolean;
}

export function newStream({ id, request, method, requestType, isPromised }: StreamStart): Http2Stream {
  return {
    id,
    request: request ?? null,
    method: method ?? null,
    requestType: requestType ?? null,
    isPromised: isPromised ?? false,
    line: null,
    hasHead: false,
    status: null,
    declared: null,
    isDeclaredKnown: false,
    accepted: 0,
    contentType: null,
    lacksGrpcStatus: false,
    blindSpot: null,
    mayHaveEnded: false,
    mayBeCancelled: false,
    sent: 0,
    granted: 0,
    isWindowKnown: true,
  };
}

const NO_CONTENT = 204;
const NOT_MODIFIED = 304;

/** True if the answer has no body, whatever its content-length says (RFC 9110, sections 6.4.1 and 8.6). */
export function hasNoBody({ method, status }: Http2Stream): boolean {
  return method === "HEAD" || status === NO_CONTENT || status === NOT_MODIFIED;
}

/** True if it may answer a HEAD, or be a 304: the method or the status is hidden, and no byte of a body was seen. */
export function mayHaveNoBody({ method, status, accepted }: Http2Stream): boolean {
  return !accepted && (method === null || status === null);
}

/** Bytes that its content-length declares of a body; null if it has none that counts, or if that is not known. */
export function declaredOf(stream: Http2Stream): number | null {
  return hasNoBody(stream) || mayHaveNoBody(stream) ? null : stream.declared;
}

/** Declared bytes that have not come; null if that is not known, or if none are declared. */
export function outstandingOf(stream: Http2Stream): number | null {
  const declared = declaredOf(stream);
  return declared === null || stream.accepted === null ? null : declared - stream.accepted;
}
