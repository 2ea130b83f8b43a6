import type { ConnectionRecord, ExchangeRecord, FindingRecord } from "../../records/record.js";
import type { CallTime } from "../spans/call-times.js";
import { ExchangeSpans, type Spanned } from "../spans/exchange-spans.js";
import { mayOverlap, spanBeside, spannedBy } from "../spans/spanned-by.js";
import type { Arrows } from "./arrows.js";
import { connectionEvents } from "./connection-events.js";
import { exchangeEvents } from "./exchange-events.js";
import { findingEvent } from "./finding-events.js";
import type { PerfettoEvent } from "./perfetto-event.js";
import type { TraceTime } from "./trace-time.js";
import type { Track } from "./track.js";

interface ExchangeAndFindings {
  readonly exchange: ExchangeRecord;
  readonly found: readonly FindingRecord[];
}

/** A connection that is over, and whose exchanges come. */
export class SettlingConnection {
  readonly #spans: ExchangeSpans<ExchangeAndFindings>;
  #first: ExchangeRecord | null = null;

  constructor(
    private readonly record: ConnectionRecord,
    readonly track: Track,
    private readonly times: TraceTime,
    private readonly arrows: Arrows,
    calls: Iterable<CallTime>,
  ) {
    this.#spans = new ExchangeSpans(calls, record.role === "client" ? "read" : "write");
    for (const moment of [record.opened, ...(record.ended ? [record.ended] : [])]) {
      const ts = times.of(moment);
      track.reach(ts, ts);
    }
  }

  /** Takes an exchange and the findings about it. Returns the events of the one before it, which is over now. */
  exchange(exchange: ExchangeRecord, found: readonly FindingRecord[]): PerfettoEvent[] {
    this.#first ??= exchange;
    const spanned = spannedBy(exchange, found, this.times);
    if (mayOverlap(exchange)) return this.#eventsOf({ item: { exchange, found }, span: spanBeside(spanned) });
    return this.#eventsOf(this.#spans.put(spanned, { exchange, found }));
  }

  /** No more exchanges come: the events of the last one, of what else was found, and of the connection itself. */
  end(found: Iterable<FindingRecord>): PerfettoEvent[] {
    const last = this.#eventsOf(this.#spans.end());
    const findings = [...found].map((each) => findingEvent(each, this.track, this.times));
    return [...last, ...findings, ...connectionEvents(this.record, this.#first, this.track)];
  }

  /** Arrows come before findings: an arrow ends at the last event that was written for its time. */
  #eventsOf(over: Spanned<ExchangeAndFindings> | null): PerfettoEvent[] {
    if (!over) return [];
    const { exchange, found } = over.item;
    const findings = found.map((each) => findingEvent(each, this.track, this.times));
    return [...exchangeEvents(exchange, over.span, this.track, this.arrows), ...findings];
  }
}
