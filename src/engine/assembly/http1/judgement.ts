/**
 * What the rules look at (core/protocols/judgement.ts). The host reads the same fields in the same order
 * (host/judgement-fields.ts): first those that are f64, then the others.
 */
import { EndedBy } from "../events/event-kind";
import { only } from "../memory";
import { Cause, Exchange, NOT_ANY } from "./exchange";
import { KeptEvent } from "./kept-event";
import { Request } from "./request";
import { Role } from "./role";

/**
 * `Response`: a response was judged. `Debt`: the connection ended while the kernel still refused bytes that belong to no known
 * response. `LateWrite`: the program wrote after it had shut down its sending side. `Unanswered`: the program read a request, and
 * ended the connection without a final response; or it sent one, and the server ended the connection so.
 */
export enum About {
  Response,
  Debt,
  LateWrite,
  Unanswered,
}

/** Why closing the socket sends a reset (RST) instead of a clean end. */
export enum ResetBy {
  LingerZero,
  UnreadRequest,
}

/** References are addresses; 0: none. What they refer to lasts until the line ends. */
@unmanaged
export class JudgementRecord {
  /** Bytes that the program tried to write and the kernel refused, on a connection without readable HTTP. */
  owedBytes: f64;
  /** Of a reset: request bytes that the program never read; NaN when the length of the request is unknown. */
  unreadBytes: f64;
  about: About;
  role: Role;
  exchange: Exchange | null;
  /** The request that was answered, or not; null if it was not captured. */
  request: Request | null;
  /** A `Cause`; NOT_ANY: none. */
  cause: i32;
  /** The event that decided the judgement. */
  by: KeptEvent;
  refused: KeptEvent | null;
  /** The read that showed the peer's half-close, when it came before the end. The peer may still read. */
  peerEnd: KeptEvent | null;
  /** 1 if the peer had ended its side before the end, and nothing proves that it still read. */
  peerMayHaveLeft: i32;
  /** Why the end was a reset; NOT_ANY: it was none. */
  resetBy: i32;
  /** 0 when the socket may be a Unix socket: a close does not lose bytes there. */
  isResetCertain: i32;
  /** Of a debt: the last read that brought bytes, in which the host looks for an order to end; a line of 0: there is none. */
  lastReadLine: u32;
  lastReadStart: usize;
  lastReadEnd: usize;

  /** A new judgement, of which the caller fills in what else is known. */
  begin(about: About, exchange: Exchange | null, cause: i32, by: KeptEvent): void {
    this.about = about;
    this.exchange = exchange;
    this.cause = cause;
    this.by = by;
    this.owedBytes = exchange ? exchange.owedBytes : 0;
    this.refused = exchange ? exchange.refused : null;
    this.request = exchange ? exchange.request : null;
    this.resetBy = NOT_ANY;
    this.lastReadLine = 0;
  }
}

export const judgement: JudgementRecord = only<JudgementRecord>();

/** For the host: where it stands. */
export function judgementRecord(): usize {
  return changetype<usize>(judgement);
}

/** The cause of a response's end, for each way in which a socket ends; NOT_ANY when the capture does not show the end. */
export function causeOf(by: EndedBy): i32 {
  switch (by) {
    case EndedBy.Close:
    case EndedBy.Dup:
    case EndedBy.Reuse:
      return Cause.Close;
    case EndedBy.Exit:
    case EndedBy.Exec:
      return Cause.Exit;
    default:
      return NOT_ANY;
  }
}
