import type { CaptureFacts, ConnectionFinding, Summary, WholeConnection } from "../analysis/model.js";
import { emptySummary } from "../analysis/model.js";
import type { CaptureRecord, FindingRecord } from "../records/record.js";
import { RecordLine } from "../records/record-line.js";
import {
  captureRecord,
  connectionRecord,
  exchangeFields,
  exchangeHead,
  findingRecord,
  runRecord,
} from "../records/to-record.js";
import { jsonText } from "../text/json-text.js";
import { type Format, type WaitingTexts, type WriteText, writeRecord } from "./format.js";

const SEPARATOR = ",\n";
const BETWEEN = "},\n{";
/** What waits: each is a list of the document, in this order. */
const LISTS = ["findings", "deviations", "captures", "failures", "passedOver"] as const;

/**
 * One document in the shape of `schema/analysis.schema.json`, written as the records come: connections with their
 * exchanges, then the findings and what is told of captures, which wait. Each exchange and finding is a line. Unknown is null; numbers are numbers.
 */
export function jsonFormat(waiting: WaitingTexts): Format {
  let beforeConnection = "";
  let beforeExchange = "";
  const close = (write: WriteText): void => {
    if (beforeConnection === "") return;
    write(beforeExchange === BETWEEN ? "}]}" : "]}");
  };
  return {
    run: ({ value }, write) => write(`{"schemaVersion":1,"tool":${jsonText(value.tool)},\n"connections":[\n`),
    finding: ({ value }) => waiting.add("findings", findingJson(value)),
    connection: ({ text }, write) => {
      close(write);
      write(`${beforeConnection}{${text.slice(text.indexOf('"id":'), -1)},"exchanges":[`);
      beforeConnection = SEPARATOR;
      beforeExchange = "{";
    },
    exchange: ({ fields }, write) => {
      write(beforeExchange + fields); // its brace comes with what follows
      beforeExchange = BETWEEN;
    },
    deviation: ({ text }) => waiting.add("deviations", `{${text.slice(text.indexOf('"capture":'))}`),
    capture: ({ value }) => waiting.add("captures", captureJson(value)),
    failure: ({ value: { kind: _, ...failure } }) => waiting.add("failures", jsonText(failure)),
    passed: ({ value: { kind: _, ...passed } }) => waiting.add("passedOver", jsonText(passed)),
    summary: ({ value: { kind: _, ...summary } }, write) => {
      close(write);
      for (const list of LISTS) {
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

function captureJson({ kind: _, capture: _number, summary: _counts, ...facts }: CaptureRecord): string {
  return jsonText(facts);
}

function findingJson(finding: FindingRecord): string {
  const { rule, level, capture, connection, exchange, cause, line, relatedLines, message } = finding;
  const { outstandingBytes, evidence } = finding;
  const origin = finding.origin && { connection: finding.origin.connection, exchange: finding.origin.exchange };
  return jsonText({
    rule,
    level,
    capture,
    connection,
    exchange,
    cause,
    line,
    relatedLines,
    message,
    outstandingBytes,
    evidence,
    origin,
    suppressed: finding.suppressed,
  });
}

/** Everything that one run found out, in the order in which it was found. */
export interface Analysis {
  readonly version: string;
  readonly captures: readonly CaptureFacts[];
  readonly connections: readonly { readonly capture: number; readonly connection: WholeConnection }[];
  readonly findings: readonly (ConnectionFinding & { readonly capture: number })[];
  readonly summary: Summary;
}

/** A whole analysis as the JSON text that `unflushed check --format json` prints. */
export function toJson({ version, captures, connections, findings, summary }: Analysis): string {
  const waiting = new Map<string, string[]>();
  const parts: string[] = [];
  const format = jsonFormat({
    add: (list, text) => {
      const known = waiting.get(list);
      if (known) known.push(text);
      else waiting.set(list, [text]);
    },
    take: (list) => waiting.get(list) ?? [],
  });
  const say = (line: RecordLine): void => writeRecord(format, line, (text) => parts.push(text));
  say(RecordLine.of(runRecord(version, [], captures.length)));
  for (const { capture, connection } of connections) {
    say(RecordLine.of(connectionRecord(capture, connection)));
    for (const [index, exchange] of connection.exchanges.entries()) {
      say(RecordLine.exchange(exchangeHead(capture, connection.id), index, exchangeFields(exchange)));
    }
  }
  for (const found of findings) {
    say(RecordLine.of(findingRecord(found.capture, captures[found.capture]?.path ?? "", found)));
  }
  for (const [capture, facts] of captures.entries()) {
    say(RecordLine.of(captureRecord(capture, facts, emptySummary())));
  }
  say(RecordLine.of({ kind: "summary", ...summary }));
  return parts.join("");
}
