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
  /** Bytes of the body that were seen to be moved; null if that is not known, because the length of a padding is hidden. */
  accepted: number | null;
  /** What the connection hides. */
  readonly hidden: HiddenBytes;
  /** How much of that, and how many gaps of unknown size, were before the answer began: the rest may belong to it. */
  hiddenBefore: number;
  gapsBefore: number;
  /** Bytes of its DATA frames that were seen, but for those that end the stream or close a window: 0 if there was none, null if they differ. */
  frameBytes: number | null;
  /** As `HiddenBytes` has it when the stream begins: see `isAlone`. */
  readonly sharedBefore: number;
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
  /** What flow control counts: bytes of DATA frames that were seen, bytes that the reader has allowed besides the first window. */
  sent: number;
  granted: number;
  isWindowKnown: boolean;
}

/** Bytes of the answering side of which it is not known to what they belong. A change of these numbers is one of every stream that is open. */
export interface HiddenBytes {
  bytes: number;
  /** How many times bytes went by of which it is not known how many they were. */
  gaps: number;
  /** How many times bytes were hidden while more than one stream may have been under way. */
  shared: number;
}

export function noHiddenBytes(): HiddenBytes {
  return { bytes: 0, gaps: 0, shared: 0 };
}

/** True if nothing else was under way while bytes were hidden: then they are its own, and frames that belong to no stream. */
export function isAlone({ hidden, sharedBefore }: Http2Stream): boolean {
  return hidden.shared === sharedBefore;
}

/** What is known when a stream begins. */
export interface StreamStart {
  readonly id: number;
  readonly request?: Request | null;
  readonly method?: string | null;
  readonly requestType?: string | null;
  readonly isPromised?: boolean;
}

export function newStream(
  { id, request, method, requestType, isPromised }: StreamStart,
  hidden: HiddenBytes,
): Http2Stream {
  return {
    id,
    hidden,
    hiddenBefore: hidden.bytes,
    gapsBefore: hidden.gaps,
    frameBytes: 0,
    sharedBefore: hidden.shared,
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
