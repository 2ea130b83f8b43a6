import type { CaptureAnalysis } from "../analysis/collector.js";
import { totalOf } from "../analysis/tally.js";
import { applyLevels } from "../rules/active-rule.js";
import { rules as builtIn } from "../rules/all.js";
import type { Rule } from "../rules/rule.js";
import { clockOf } from "../strace/capture-clock.js";
import { exchangeFactsText } from "./exchange-facts.js";
import { RecordLine } from "./record-line.js";
import { exchangeHead } from "./record-text.js";
import { captureRecord, connectionRecord, findingRecord, runRecord } from "./to-record.js";

export interface RecordsOptions {
  /** The version in the first record: of unflushed, or of a program that uses it as a library. */
  readonly version: string;
  /** The rules that were applied. By default the built-in rules. */
  readonly rules?: readonly Rule[];
}

/** The results of several captures as the records of one run, in the order on which every format relies. */
export function* recordsOf(
  captures: readonly CaptureAnalysis[],
  { version, rules = builtIn }: RecordsOptions,
): Generator<RecordLine> {
  yield RecordLine.of(runRecord(version, applyLevels(rules), captures.length));
  for (const [capture, { capture: facts, connections, findings, summary }] of captures.entries()) {
    yield RecordLine.of({ kind: "begin", capture, position: capture, path: facts.path });
    for (const found of findings) yield RecordLine.of(findingRecord(capture, facts.path, found));
    for (const connection of connections) {
      yield RecordLine.of(connectionRecord(capture, connection, clockOf(facts.recordedWith)));
      const head = exchangeHead(capture, connection.id);
      for (const [index, exchange] of connection.exchanges.entries()) {
        yield RecordLine.exchange(head, index, exchangeFactsText(exchange));
      }
    }
    yield RecordLine.of(captureRecord(capture, facts, summary));
  }
  yield RecordLine.of({ kind: "summary", ...totalOf(captures.map(({ summary }) => summary)) });
}
