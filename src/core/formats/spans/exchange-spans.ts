import type { CallTime } from "./call-times.js";
import { type ExchangeSpan, OpenSpan, type SpannedExchange } from "./exchange-span.js";

/** An exchange, by whatever stands for it, and when it was under way. */
export interface Spanned<T> {
  readonly item: T;
  readonly span: ExchangeSpan;
}

/**
 * Finds when the exchanges of one connection were under way, from its calls. An exchange begins with the call that moved the first
 * byte of its request, and ends with the last one before the next response that moved bytes of its own. So it is known only when
 * the next one comes. They never overlap: a request that came while the one before it was being answered begins when that is over.
 */
export class ExchangeSpans<T> {
  readonly #calls: Iterator<CallTime>;
  #next: CallTime | null = null;
  #open: { readonly item: T; readonly span: OpenSpan } | null = null;
  #free = Number.NEGATIVE_INFINITY;
  #isFreeFit = true;
  readonly #hasCalls: boolean;

  /** @param answersBy as in `OpenSpan` */
  constructor(
    calls: Iterable<CallTime>,
    private readonly answersBy: "read" | "write",
  ) {
    this.#calls = calls[Symbol.iterator]();
    this.#advance();
    this.#hasCalls = this.#next !== null;
  }

  /** Takes the next exchange. Returns the one before it, which is over; null for the first. */
  put(exchange: SpannedExchange, item: T): Spanned<T> | null {
    const begins = exchange.response ?? exchange.request ?? Number.POSITIVE_INFINITY;
    const span = new OpenSpan(exchange, this.answersBy);
    for (; this.#next && this.#next.line < begins; this.#advance()) {
      this.#open?.span.during(this.#next);
      span.before(this.#next);
    }
    const over = this.#close();
    if (this.#next && exchange.response !== null) span.during(this.#next);
    else if (this.#next) span.before(this.#next);
    this.#open = { item, span };
    return over;
  }

  /** No more exchanges come: returns the last one; null if there was none. */
  end(): Spanned<T> | null {
    for (; this.#next; this.#advance()) this.#open?.span.during(this.#next);
    return this.#close();
  }

  #close(): Spanned<T> | null {
    if (!this.#open) return null;
    const { item, span: open } = this.#open;
    const span = open.spanAfter(this.#free, this.#isFreeFit, this.#hasCalls);
    this.#free = span.to;
    this.#isFreeFit = span.fits;
    this.#open = null;
    return { item, span };
  }

  #advance(): void {
    const { done, value } = this.#calls.next();
    this.#next = done ? null : value;
  }
}
