/**
 * What is known when a stream ends (core/protocols/http1/ending/judge-end.ts, StreamEnding). The host decides the exchange by it
 * (host/judge-end.ts), with the same fields in the same order: first the one that is f64, then the others.
 */
import { askVerdict } from "../../host";
import { only } from "../../memory";
import { decide } from "../decision";
import { Exchange, NOT_ANY } from "../exchange";

/** A field whose name says what may be is 1 or 0. A blind spot, a cause or a verdict may be NOT_ANY. */
@unmanaged
export class EndingRecord {
  /** Bytes that a server's kernel refused and that the server did not offer again. */
  owed: f64;
  /** The answer: see `Exchange.outstandingBytes`. */
  outstandingBytes: f64;
  exchange: Exchange;
  /** The reader of the response went away by itself: nothing of what follows is known then. */
  isAbandoned: i32;
  cause: i32;
  /** What is owed comes from a write that failed for good (EINVAL, EIO, ...), and not from a full buffer. */
  hasFailed: i32;
  peerGone: i32;
  peerMayHaveLeft: i32;
  /** Why the capture may hide calls: all of the response, the rest of it, that bytes of it were refused. */
  hidesAll: i32;
  hidesRest: i32;
  hidesRefusal: i32;
  /** Why what was seen may belong to something else. */
  doubt: i32;
  hasWaited: i32;
  hasOpenEnd: i32;
  mayBeAnswer: i32;
  isMeant: i32;
  /** The answer. NOT_ANY in place of the verdict: there is nothing to report. */
  verdict: i32;
  causeOfVerdict: i32;
  evidence: i32;
  /** Up to two blind spots that the exchange gets. */
  firstSpot: i32;
  secondSpot: i32;

  /** An exchange is to be decided. The caller fills in what is known. */
  begin(exchange: Exchange, isAbandoned: bool): void {
    this.exchange = exchange;
    this.isAbandoned = isAbandoned ? 1 : 0;
    this.verdict = NOT_ANY;
    this.causeOfVerdict = NOT_ANY;
    this.evidence = NOT_ANY;
    this.outstandingBytes = NaN;
    this.firstSpot = NOT_ANY;
    this.secondSpot = NOT_ANY;
  }

  /** Asks the host, and writes its decision into the exchange. False if there is nothing to report. */
  decide(): bool {
    askVerdict();
    if (this.verdict === NOT_ANY) return false;
    const exchange = this.exchange;
    decide(exchange, this.verdict, this.causeOfVerdict, this.evidence, this.outstandingBytes);
    if (this.firstSpot !== NOT_ANY) exchange.addSpot(this.firstSpot);
    if (this.secondSpot !== NOT_ANY) exchange.addSpot(this.secondSpot);
    return true;
  }
}

export const ending: EndingRecord = only<EndingRecord>();

/** For the host: where it stands. */
export function endingRecord(): usize {
  return changetype<usize>(ending);
}
