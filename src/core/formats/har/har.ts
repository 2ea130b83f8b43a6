import type { ConnectionRecord, FindingRecord, RecordOf } from "../../records/record.js";
import { visible } from "../../text/escape.js";
import { jsonText } from "../../text/json-text.js";
import type { FormatContext } from "../context.js";
import { ExchangeFindings } from "../exchange-findings.js";
import type { Format, WriteText } from "../format.js";
import { doneBy } from "../spans/call-of-event.js";
import { CallTimes } from "../spans/call-times.js";
import { ExchangeSpans, type Spanned } from "../spans/exchange-spans.js";
import { mayOverlap, spanBeside, spannedBy } from "../spans/spanned-by.js";
import { type EntryPlace, type HarExchange, harEntry, unansweredIn } from "./har-entry.js";
import { HarTime } from "./har-time.js";

interface ExchangeAndFindings {
  readonly exchange: HarExchange;
  readonly found: readonly FindingRecord[];
}

/** The connection whose exchanges come. */
interface Settling {
  readonly place: EntryPlace;
  readonly spans: ExchangeSpans<ExchangeAndFindings>;
  /** Findings that are about none of its exchanges. */
  readonly others: FindingRecord[];
}

/** HAR 1.2: an entry for each exchange, and a page for each capture. The exchanges of a connection come when it is over. */
export function harFormat({ makeWaitingTexts, date }: Pick<FormatContext, "makeWaitingTexts" | "date">): Format {
  const callTimes = new CallTimes(makeWaitingTexts());
  const findings = new ExchangeFindings(makeWaitingTexts());
  const notes = new Set<string>();
  const problems: string[] = [];
  const pages: { readonly id: string; readonly title: string; readonly startedDateTime: string }[] = [];
  let times = new HarTime(date, notes);
  let captures = 0;
  let settling: Settling | null = null;
  let before = "";
  let title = "";
  let hasPage = false;

  const put = (over: Spanned<ExchangeAndFindings> | null, write: WriteText): void => {
    if (!over || !settling) return;
    const { exchange, found } = over.item;
    if (!hasPage) {
      const startedDateTime = times.dateOf(over.span.from, settling.place.connection.clock);
      pages.push({ id: settling.place.page, title: visible(title), startedDateTime });
      hasPage = true;
    }
    write(before + jsonText(harEntry(settling.place, exchange, found, over.span, times)));
    before = ",\n";
  };
  const settle = (write: WriteText): void => {
    if (!settling) return;
    const { spans, others } = settling;
    for (const found of [...others, ...findings.takeRest()]) {
      const exchange = unansweredIn(found);
      if (!exchange) continue;
      put(spans.put(spannedBy(exchange, [found], times), { exchange, found: [found] }), write);
    }
    put(spans.end(), write);
    settling = null;
  };
  const placeOf = (connection: ConnectionRecord): EntryPlace => ({
    page: `capture-${connection.capture}`,
    connection,
    connectionName: captures > 1 ? `${connection.capture}/${connection.id}` : connection.id,
  });
  const problem = ({ path, ...what }: RecordOf<"failure"> | RecordOf<"skipped">): void => {
    problems.push(what.kind === "failure" ? `${path} could not be read: ${what.message}` : `${path} was skipped`);
  };
  return {
    run: ({ value: { tool, captures: count } }, write) => {
      captures = count;
      write(`{"log":{"version":"1.2","creator":${jsonText(tool)},\n"entries":[\n`);
    },
    begin: ({ value }) => {
      title = value.path;
      hasPage = false;
      times = new HarTime(date, notes);
      callTimes.begin();
      findings.begin();
    },
    event: ({ value }, write) => {
      settle(write);
      const { connection, event } = value;
      if (event.time === null) return;
      const from = times.of(event);
      const to = Math.max(from, times.of({ line: event.endLine, time: event.endTime }));
      callTimes.add(connection, { line: event.line, from, to, ...doneBy(value), lane: 0 });
    },
    finding: (line, write) => {
      settle(write);
      findings.add(line);
    },
    connection: ({ value }, write) => {
      settle(write);
      const spans = new ExchangeSpans<ExchangeAndFindings>(
        callTimes.take(value.id),
        value.role === "client" ? "read" : "write",
      );
      settling = { place: placeOf(value), spans, others: [] };
      findings.connection(value.id);
    },
    exchange: ({ value: exchange }, write) => {
      const { own, others } = findings.takeExchange(exchange.index);
      settling?.others.push(...others);
      const item = { exchange, found: own };
      const spanned = spannedBy(exchange, own, times);
      if (mayOverlap(exchange)) put({ item, span: spanBeside(spanned) }, write);
      else put(settling?.spans.put(spanned, item) ?? null, write);
    },
    capture: (_, write) => settle(write),
    failure: ({ value }, write) => {
      settle(write);
      problem(value);
    },
    skipped: ({ value }) => problem(value),
    summary: (_, write) => {
      const all = pages.map((page) => ({ ...page, pageTimings: { onContentLoad: -1, onLoad: -1 } }));
      const comment = visible([...notes, ...problems].join("; "));
      write(`\n],\n"pages":${jsonText(all)}${comment === "" ? "" : `,\n"comment":${jsonText(comment)}`}}}\n`);
    },
  };
}
