import type { BlindSpotCode } from "../../blind-spot.js";
import { decide, overrun, undetermined } from "../../decision.js";
import type { DataEvent, Exchange } from "../../exchange.js";

/** Receives an exchange that later bytes decided, and the call that carried them. */
export type Decided = (exchange: Exchange, by: DataEvent) => void;

/** A response that is whole, and the call that showed it last. */
interface Waiting {
  readonly exchange: Exchange;
  readonly by: DataEvent;
}

/** The last whole response of a stream. It is reported when something follows it, because surplus bytes may come until then. */
export class WholeResponse {
  waiting: Waiting | null = null;
  /** A response after bytes of unknown meaning, that no request asked for: its head may be data of a body. */
  unasked: Exchange | null = null;
  /** The response whose end was a last chunk on a lost stream: data, if the program has more to write. */
  #supposed: Exchange | null = null;
  /** Why the stream was lost. */
  #gap: BlindSpotCode = "head-cut-by-string-limit";

  constructor(private readonly decided: Decided) {}

  /** More bytes came than the response that waits may hold: what follows may be more of them. */
  get isInDoubt(): boolean {
    return this.waiting !== null && this.waiting.exchange.verdict !== "complete";
  }

  /** The end of this response, if it comes now, is only supposed. */
  suppose(exchange: Exchange | null, gap: BlindSpotCode): void {
    this.#supposed = exchange;
    this.#gap = gap;
  }

  /** Reports the response, if one waits. */
  flush(): void {
    const { waiting } = this;
    this.waiting = null;
    if (waiting) this.decided(waiting.exchange, waiting.by);
  }

  /** The program has more to write, and no request that it may answer: what it wrote last was not the end. */
  refuse(): void {
    const exchange = this.waiting?.exchange;
    if (exchange && exchange === this.#supposed) decide(exchange, undetermined(this.#gap));
  }

  /**
   * `bytes` come after the response, and start no other.
   *
   * @param mayBeOther they may be the body of another response, of which the capture hides the head
   */
  exceed({ exchange, by: before }: Waiting, bytes: number, by: DataEvent, mayBeOther: boolean): void {
    this.waiting = { exchange, by };
    const isApart = exchange.verdict === "complete" ? by !== before : exchange.verdict === "undetermined";
    if (exchange === this.#supposed) decide(exchange, undetermined(this.#gap));
    else if ((exchange.response?.misfitBytes ?? 0) > 0) decide(exchange, undetermined("bytes-elided"));
    else if (exchange === this.unasked) decide(exchange, undetermined("request-not-seen"));
    else if (mayBeOther && isApart) decide(exchange, undetermined("writes-not-traced"));
    else decide(exchange, overrun(bytes - (exchange.outstandingBytes ?? 0)));
    exchange.calls.lastAccepted = by;
  }
}
