import type { CaptureFacts, ConnectionFinding, Summary, WholeConnection } from "../analysis/model.js";
import { emptySummary } from "../analysis/model.js";
import { exchangeFactsText } from "../records/exchange-facts.js";
import { BETWEEN_FACTS } from "../records/exchange-run.js";
import type { CaptureRecord, FindingRecord, PathRecord } from "../records/record.js";
import { RecordLine } from "../records/record-line.js";
import { exchangeHead } from "../records/record-text.js";
import { captureRecord, connectionRecord, findingRecord, runRecord } from "../records/to-record.js";
import { clockOf } from "../strace/capture-clock.js";
import { jsonText } from "../text/json-text.js";
import { type FormatContext, plainContext } from "./context.js";
import { type Format, type WriteText, writeRecord } from "./format.js";

const SEPARATOR = ",\n";
/** The lists of the document that wait until its end, in this order. */
const LISTS = ["findings", "deviations", "captures", "failures", "passedOver"] as const;
/** The lists that are there only if they have something in them. */
const PATHS = "paths";
const CLOCKS = "clocks";

/**
 * One document in the shape of `schema/analysis.schema.json`. Connections with their exchanges are written as they come;
 * findings and what is reported of captures wait until the end. Each exchange and each finding is a line. What is not
 * known is null.
 */
export function jsonFormat({ makeWaitingTexts }: Pick<FormatContext, "makeWaitingTexts">): Format {
  const waiting = makeWaitingTexts();
  let beforeConnection = "";
  let beforeExchange = "";
  let paths = 0;
  let hasClocks = false;
  const close = (write: WriteText): void => {
    if (beforeConnection === "") return;
    write(beforeExchange === BETWEEN_FACTS ? "}]}" : "]}");
  };
  /** How many exchanges of the connection are written: the index of the next one, unless a filter left some out. */
  let place = 0;
  const put = (facts: string, write: WriteText): void => {
    write(beforeExchange + facts); // its brace comes with what follows
    beforeExchange = BETWEEN_FACTS;
  };
  return {
    run: ({ value }, write) => write(`{"schemaVersion":1,"tool":${jsonText(value.tool)},\n"connections":[\n`),
    finding: ({ value }) => waiting.add("findings", findingJson(value)),
    connection: ({ textWithoutKind }, write) => {
      close(write);
      write(`${beforeConnection}${textWithoutKind.slice(0, -1)},"exchanges":[`);
      beforeConnection = SEPARATOR;
      beforeExchange = "{";
      place = 0;
    },
    exchange: ({ facts, index }, write) => put(index === place++ ? facts : `"index":${index},${facts}`, write),
    exchanges: ({ facts }, write) => put(facts, write),
    path: ({ value }) => {
      if (value.isProven) waiting.add(PATHS, pathJson(++paths, value));
    },
    clock: ({ textWithoutKind }) => {
      waiting.add(CLOCKS, textWithoutKind);
      hasClocks = true;
    },
    deviation: ({ textWithoutKind }) => waiting.add("deviations", textWithoutKind),
    capture: ({ value }) => waiting.add("captures", captureJson(value)),
    failure: ({ textWithoutKind }) => waiting.add("failures", textWithoutKind),
    skipped: ({ textWithoutKind }) => waiting.add("passedOver", textWithoutKind),
    summary: ({ value: { kind: _, ...summary } }, write) => {
      close(write);
      for (const list of [...LISTS, ...(paths > 0 ? [PATHS] : []), ...(hasClocks ? [CLOCKS] : [])]) {
        write(`],\n"${list}":[\n`);
        let separator = "";
        for (const text of waiting.take(list)) {
          write(separator + text);
          separator = SEPARATOR;
        }
      }
      write(`],\n"summary":${jsonText(summary)}}\n`);
    },
  };
}

function captureJson({ kind: _, capture: _number, summary: _counts, answersOn: _on, ...facts }: CaptureRecord): string {
  return jsonText(facts);
}

/** A path, by the number that it has in the document. */
function pathJson(number: number, { exchanges, origin, undecided }: PathRecord): string {
  const shown = exchanges.map(({ ends: _, ...exchange }) => exchange);
  return jsonText({ id: `p${number}`, exchanges: shown, origin, undecided });
}

function findingJson(finding: FindingRecord): string {
  const { rule, level, capture, connection, exchange, cause, line, time, clock, relatedLines, message } = finding;
  const { at, relatedPlaces, outstandingBytes, evidence } = finding;
  const origin = finding.origin && {
    capture: finding.origin.capture,
    connection: finding.origin.connection,
    exchange: finding.origin.exchange,
  };
  return jsonText({
    rule,
    level,
    capture,
    connection,
    exchange,
    cause,
    line,
    ...(at && { at }),
    time,
    clock,
    relatedLines,
    ...(relatedPlaces && { relatedPlaces }),
    message,
    outstandingBytes,
    evidence,
    origin,
    suppressed: finding.suppressed,
  });
}

/** All results of one run, in the order in which they were found. */
export interface Analysis {
  readonly version: string;
  readonly captures: readonly CaptureFacts[];
  readonly connections: readonly { readonly capture: number; readonly connection: WholeConnection }[];
  readonly findings: readonly (ConnectionFinding & { readonly capture: number })[];
  readonly summary: Summary;
}

/** A whole analysis as the JSON text that `unflushed check --format json` prints. */
export function toJson({ version, captures, connections, findings, summary }: Analysis): string {
  const parts: string[] = [];
  const format = jsonFormat(plainContext);
  const take = (line: RecordLine): void => writeRecord(format, line, (text) => parts.push(text));
  take(RecordLine.of(runRecord(version, [], captures.length)));
  for (const { capture, connection } of connections) {
    take(RecordLine.of(connectionRecord(capture, connection, clockOf(captures[capture]?.recordedWith ?? []))));
    for (const [index, exchange] of connection.exchanges.entries()) {
      take(RecordLine.exchange(exchangeHead(capture, connection.id), index, exchangeFactsText(exchange)));
    }
  }
  for (const found of findings) {
    take(RecordLine.of(findingRecord(found.capture, captures[found.capture]?.path ?? "", found)));
  }
  for (const [capture, facts] of captures.entries()) {
    take(RecordLine.of(captureRecord(capture, facts, emptySummary())));
  }
  take(RecordLine.of({ kind: "summary", ...summary }));
  return parts.join("");
}
