import type { CallTime } from "./call-times.js";

/** Where an exchange begins, and what is known of its times without its calls. */
export interface SpannedExchange {
  /** The lines of its request and of its response; null if the capture does not show them. */
  readonly request: number | null;
  readonly response: number | null;
  /** True if nothing of its response is missing: then what ends the connection does not end the exchange. */
  readonly isWhole: boolean;
  /** When it began and ended, for a connection of which no calls are known. */
  readonly known: { readonly from: number; readonly to: number };
}

/** When an exchange was under way, on the scale of its calls: `from` <= `askedTo` <= `answeredFrom` <= `to`. */
export interface ExchangeSpan {
  readonly from: number;
  readonly to: number;
  /** When the last call before the response that moved bytes of the request was over. */
  readonly askedTo: number;
  /** When the call began that moved the first byte of the response; `to` if there was none. */
  readonly answeredFrom: number;
  /** True if no call of the first lane lies across its beginning or its end. */
  readonly fits: boolean;
  /** The last write of the response of which the kernel refused a part. */
  readonly refused: CallTime | null;
  /** The call that ended the connection, or a direction of it, after the response had begun. */
  readonly ending: CallTime | null;
}

/** An exchange whose calls are being collected. */
export class OpenSpan {
  #asked: CallTime | null = null;
  #askedTo = Number.NEGATIVE_INFINITY;
  #answered: CallTime | null = null;
  #last: CallTime | null = null;
  #refused: CallTime | null = null;
  #ending: CallTime | null = null;

  /** @param answersBy the calls that move bytes of the response: writes of a server, reads of a client */
  constructor(
    private readonly exchange: SpannedExchange,
    private readonly answersBy: "read" | "write",
  ) {}

  /** A call between the exchange before and this one's response. */
  before(call: CallTime): void {
    if (this.exchange.request === null || call.line < this.exchange.request) return;
    if (call.does !== (this.answersBy === "write" ? "read" : "write")) return;
    this.#asked ??= call;
    this.#askedTo = Math.max(this.#askedTo, call.to);
  }

  /** A call after its beginning, and before the next one's response. It may be handed in twice. */
  during(call: CallTime): void {
    if (call.does === "end") this.#ending ??= call;
    if (call.does !== this.answersBy || this.exchange.response === null) return;
    this.#answered ??= call;
    if (!this.#last || call.to >= this.#last.to) this.#last = call;
    if (call.isRefused) this.#refused = call;
  }

  /**
   * What is known of it when it is over.
   *
   * @param free when the exchange before it was over
   * @param isFreeFit false if a call of the first lane may lie across that time
   * @param hasCalls false if no calls of its connection are known
   */
  spanAfter(free: number, isFreeFit: boolean, hasCalls: boolean): ExchangeSpan {
    const { known, request } = this.exchange;
    const wasAskedBefore = request !== null && !this.#asked && Number.isFinite(free); // while the one before it was answered
    const first = wasAskedBefore ? null : (this.#asked ?? this.#answered);
    const last = this.#lastCall() ?? first;
    const from = wasAskedBefore ? free : Math.max(first?.from ?? known.from, free);
    const to = Math.max(last?.to ?? known.to, from);
    const answeredFrom = this.#answered ? Math.min(Math.max(this.#answered.from, from), to) : hasCalls ? to : from;
    const askedTo = Math.min(Math.max(this.#askedTo, from), answeredFrom);
    const beginsWell = from === first?.from ? first.lane === 0 : from === free && isFreeFit;
    const endsWell = to === last?.to ? last.lane === 0 : to === from;
    const fits = !hasCalls || (beginsWell && endsWell);
    return { from, to, askedTo, answeredFrom, fits, refused: this.#refused, ending: this.#ending };
  }

  #lastCall(): CallTime | null {
    if (this.exchange.isWhole || !this.#ending) return this.#last;
    return this.#last && this.#last.to > this.#ending.to ? this.#last : this.#ending;
  }
}
