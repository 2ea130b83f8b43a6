import { connectionOfFinding, findingAsked, nothingAsked, responseAsked } from "../../core/filter/asked-response.js";
import type { AskedConnection, AskedResponse, Filter, TimeWindow } from "../../core/filter/filter.js";
import { ALWAYS, type AskedWindow, windowIn } from "../../core/filter/time-window.js";
import { withoutStart } from "../../core/records/capture-start.js";
import { isWholeText } from "../../core/records/exchange-facts.js";
import type { ExchangeFacts } from "../../core/records/exchange-run.js";
import type { ConnectionRecord, FindingRecord } from "../../core/records/record.js";
import { RecordLine } from "../../core/records/record-line.js";
import type { RecordSink } from "../../core/records/record-sink.js";
import { exchangeHead } from "../../core/records/record-text.js";
import { Spool } from "../documents/spool.js";
import { IndexRanges } from "./index-ranges.js";
import { KeptCounts } from "./kept-counts.js";
import { KeptExchanges } from "./kept-exchanges.js";

/** What is asked of every capture of a run. */
export interface AskedOfRun {
  readonly filter: Filter;
  readonly window: AskedWindow;
}

/** The connection whose exchanges come. */
interface OpenConnection {
  readonly line: RecordLine;
  readonly record: ConnectionRecord;
  /** False if nothing on it can be what was asked for. */
  readonly isAsked: boolean;
  readonly kept: IndexRanges;
  exchanges: number;
}

/** The key of the kept exchanges among what waits; the others are ids of connections, for findings, and keys of events. */
const EXCHANGES = "";
const eventsOf = (connection: string): string => `events ${connection}`;

/**
 * Filters the records of one capture. A finding is kept with its exchange, which comes after it: so findings wait for their connection,
 * and the exchanges that are kept for its end, in a file when they are many.
 */
export class FilteredCapture {
  readonly counts = new KeptCounts();
  /** The times that are asked for, once a connection has said what the clock is. */
  window: TimeWindow = ALWAYS;
  readonly #kept = new KeptExchanges();
  readonly #waiting = new Spool<string>();
  readonly #unclaimed = new Set<string>();
  #open: OpenConnection | null = null;
  #isTimed = false;

  /** @param isEcho says of an exchange whether other captures have shown that its bytes were lost elsewhere */
  constructor(
    private readonly name: string,
    private readonly asked: AskedOfRun,
    private readonly output: RecordSink,
    private readonly isEcho: (connection: string, exchange: number) => boolean,
  ) {}

  finding(line: RecordLine<"finding">): void {
    const { value } = line;
    if (this.#kept.isOver(value.connection)) {
      if (this.#isLateKept(value)) this.#put(value);
    } else {
      this.#waiting.add(value.connection, line.text);
      this.#unclaimed.add(value.connection);
    }
  }

  /** What happens on a connection is handed on with it, if it is kept. */
  event({ text, value }: RecordLine<"event">): void {
    this.#waiting.add(eventsOf(value.connection), text);
  }

  connection({ text: written }: RecordLine): void {
    const { text, start } = withoutStart(written);
    const line = RecordLine.read(text);
    const record = line.value as ConnectionRecord;
    if (!this.#isTimed) this.window = windowIn(this.asked.window, { clock: record.clock, start }, this.name);
    this.#isTimed = true;
    const isAsked = this.asked.filter.isConnection(record);
    this.#open = { line, record, isAsked, kept: new IndexRanges(), exchanges: 0 };
  }

  /** The next exchange of the connection. `facts`: what exchange-facts.ts says of it. */
  exchange(index: number, facts: string): void {
    const open = this.#open;
    if (!open) return;
    open.exchanges++;
    if (!open.isAsked || (!this.asked.filter.mayKeepWhole && isWholeText(facts))) return;
    const exchange = JSON.parse(`{${facts}}`) as ExchangeFacts;
    if (!this.#isAsked(responseAsked(exchange, exchange.response?.outstandingBytes ?? null, open.record))) return;
    open.kept.add(index);
    this.counts.exchange(open.record, index, exchange, this.isEcho(open.record.id, index));
    if (this.output.wantsConnections) this.#waiting.add(EXCHANGES, `${index} ${facts}`);
  }

  /** No more exchanges of the connection come: hands on what is kept of it, in the order of a run without a filter. */
  settle(): void {
    const open = this.#open;
    if (!open) return;
    this.#open = null;
    const { record, line, kept, isAsked, exchanges } = open;
    let isShown = !kept.isEmpty || (exchanges === 0 && isAsked && this.#isAsked(nothingAsked(record)));
    this.#unclaimed.delete(record.id);
    const found = [...this.#waiting.take(record.id)].map((text) => JSON.parse(text) as FindingRecord);
    const asked = found.filter((each) =>
      each.exchange === null ? isAsked && this.#isAsked(findingAsked(each)) : kept.has(each.exchange),
    );
    isShown ||= asked.length > 0;
    this.#kept.add(record.id, kept, kept.count === exchanges);
    for (const text of this.#waiting.take(eventsOf(record.id))) if (isShown) this.output.take(RecordLine.read(text));
    for (const each of asked) this.#put(each);
    if (!isShown) return;
    this.counts.connection();
    this.output.take(line);
    const head = exchangeHead(record.capture, record.id);
    for (const text of this.#waiting.take(EXCHANGES)) {
      const blank = text.indexOf(" ");
      this.output.take(RecordLine.exchange(head, Number(text.slice(0, blank)), text.slice(blank + 1)));
    }
  }

  /** The capture is over. Findings on connections that were not reported are all that is known of these. */
  end(): void {
    for (const connection of this.#unclaimed) {
      for (const text of this.#waiting.take(connection)) {
        const found = JSON.parse(text) as FindingRecord;
        if (this.#isAskedAlone(found, connectionOfFinding(found))) this.#put(found);
      }
    }
    this.#unclaimed.clear();
  }

  /** True if an exchange of a connection that is over was kept. */
  has(connection: string, exchange: number): boolean {
    return this.#kept.has(connection, exchange);
  }

  #isLateKept(found: FindingRecord): boolean {
    if (found.exchange !== null) return this.has(found.connection, found.exchange);
    return this.#isAskedAlone(found, connectionOfFinding(found));
  }

  #isAskedAlone(found: FindingRecord, connection: AskedConnection): boolean {
    return this.asked.filter.isConnection(connection) && this.#isAsked(findingAsked(found));
  }

  #isAsked(response: AskedResponse): boolean {
    return this.asked.filter.isResponse(response, this.window);
  }

  #put(found: FindingRecord): void {
    const { connection, exchange, origin } = found;
    this.counts.finding(found, origin !== null || (exchange !== null && this.isEcho(connection, exchange)));
    this.output.take(RecordLine.of(found));
  }
}
