/**
 * The last whole response of a stream. It is reported when something follows it,
 * because surplus bytes may come until then.
 */
import { isNumber } from "../../arguments/integer";
import { replace } from "../../heap/counted";
import { BlindSpot } from "../blind-spot";
import { decideOverrun, decideUndeterminedFor } from "../decision";
import { Exchange, Verdict } from "../exchange";
import { KeptEvent, keptEvent } from "../kept-event";
import { Reporter } from "../reporter";

@unmanaged
export class WholeResponse {
  /** Null if none waits; the call that showed it last. */
  waiting: Exchange | null;
  by: KeptEvent | null;
  /** A response after bytes of unknown meaning, that no request asked for: its head may be data of a body. */
  private unasked: Exchange | null;
  /** The response whose end was a last chunk on a lost stream: data, if the program has more to write. */
  private supposed: Exchange | null;
  /** Why the stream was lost. */
  private gap: BlindSpot;

  /** More bytes came than the response that waits may hold: what follows may be more of them. */
  get isInDoubt(): bool {
    const waiting = this.waiting;
    return waiting !== null && waiting.verdict !== Verdict.Complete;
  }

  /** A response waits, and nothing says that it is not whole. */
  get isComplete(): bool {
    const waiting = this.waiting;
    return waiting !== null && waiting.verdict === Verdict.Complete;
  }

  /** A request asked for the response that waits. */
  get isAnswer(): bool {
    const waiting = this.waiting;
    return waiting !== null && waiting.request !== null;
  }

  /** The line of the call that showed last the response that waits. */
  get line(): u32 {
    const by = this.by;
    return by ? by.line : 0;
  }

  wait(exchange: Exchange | null, by: KeptEvent | null): void {
    this.waiting = replace<Exchange>(this.waiting, exchange);
    this.by = replace<KeptEvent>(this.by, by);
  }

  /** Takes out the response that waits. */
  takeOut(): Exchange | null {
    const waiting = this.waiting;
    this.wait(null, null);
    return waiting;
  }

  setUnasked(exchange: Exchange): void {
    this.unasked = replace<Exchange>(this.unasked, exchange);
  }

  isUnasked(exchange: Exchange): bool {
    return this.unasked === exchange;
  }

  /** The end of this response, if it comes now, is only supposed. */
  suppose(exchange: Exchange | null, gap: BlindSpot): void {
    this.supposed = replace<Exchange>(this.supposed, exchange);
    this.gap = gap;
  }

  /** Reports the response, if one waits. */
  flush(reporter: Reporter): void {
    const by = this.by;
    const waiting = this.takeOut();
    if (waiting) reporter.report(waiting, by as KeptEvent);
  }

  /** The program has more to write, and no request that it may answer: what it wrote last was not the end. */
  refuse(): void {
    const exchange = this.waiting;
    if (exchange && exchange === this.supposed) decideUndeterminedFor(exchange, this.gap);
  }

  /**
   * `bytes` of the call at hand come after the response that waits, and start no other.
   *
   * @param mayBeOther they may be the body of another response, of which the capture hides the head
   */
  exceed(exchange: Exchange, bytes: f64, mayBeOther: bool): void {
    const by = keptEvent();
    const isLater = by !== this.by;
    this.wait(exchange, by);
    const isApart = exchange.verdict === Verdict.Complete ? isLater : exchange.verdict === Verdict.Undetermined;
    if (exchange === this.supposed) decideUndeterminedFor(exchange, this.gap);
    else if (exchange.hasResponse !== 0 && exchange.misfitBytes > 0)
      decideUndeterminedFor(exchange, BlindSpot.BytesElided);
    else if (exchange === this.unasked) decideUndeterminedFor(exchange, BlindSpot.RequestNotSeen);
    else if (mayBeOther && isApart) decideUndeterminedFor(exchange, BlindSpot.WritesNotTraced);
    else decideOverrun(exchange, bytes - (!isNumber(exchange.outstandingBytes) ? 0 : exchange.outstandingBytes));
    exchange.setLastAccepted(by);
  }

  /** Lets go of what it refers to. */
  free(): void {
    this.wait(null, null);
    this.unasked = replace<Exchange>(this.unasked, null);
    this.supposed = replace<Exchange>(this.supposed, null);
  }
}
