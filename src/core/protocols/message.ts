import type { BlindSpotCode } from "./blind-spot.js";
import type { Request, Response } from "./exchange.js";
import type { MessageEnd, MessageSign } from "./message-facts.js";

/** A response, as its bytes say it. When it was is known of its calls. */
export type MessageResponse = Omit<Response, "time">;

/** One message of the side that answers, or, where a protocol has none (TLS, WebSocket), all that this side sends. */
export interface Message {
  /** What it answers; null if it answers nothing, or if the request was not captured. */
  readonly request: Request | null;
  /**
   * Its sizes: those of its body, if it declares a content length. Otherwise, if a record or a frame is cut (`in-frame`), `declaredBytes` is
   * the length that its head declares, without the head itself, and `acceptedBytes` what was moved of that. Null if no byte of an answer was
   * seen.
   */
  readonly response: MessageResponse | null;
  /** The stream of HTTP/2, or the request id of FastCGI; null if the protocol has no such number. */
  readonly stream: number | null;
  readonly end: MessageEnd;
  readonly signs: readonly MessageSign[];
  /**
   * Bytes of data that came after the mark of the end (a close_notify): its reader has to ignore them (RFC 8446, section 6.1). Left
   * out if there are none.
   */
  readonly discardedBytes?: number;
  /**
   * True if what the kernel refused last is not of the answer, or not known to be: the mark of the end (a close_notify), or bytes of
   * another stream.
   */
  readonly owesNothing?: boolean;
  /** True if it was `cancelled` by the traced program itself, as the reader of the answers. Left out otherwise. */
  readonly isOwnCancel?: boolean;
  /**
   * Of one that has fewer bytes than it declares: why its sender may have ended it so before, unseen. Then it need not be its reader that ended
   * it, nor is it known to be under way. Left out if that would have been seen.
   */
  readonly mayHaveEnded?: BlindSpotCode;
  /** What was answered last in a stream that only its two ends can read; left out if that is not known. */
  readonly turn?: SealedTurn;
  /** Why a length of it is not known. */
  readonly blindSpots: readonly BlindSpotCode[];
}

/** What the side that answers sent since the other side began to send data last. Lines are 0 if it has sent nothing since. */
export interface SealedTurn {
  /** The lines on which the other side began to send that data, and sent data last. */
  readonly askedLine: number;
  readonly lastAskedLine: number;
  /** The lines of the first and of the last bytes of the answer. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** All bytes of the answer, with what encryption adds to them. */
  readonly bytes: number;
  /** True if it has said since that it sends no more. */
  readonly isEnded: boolean;
}
