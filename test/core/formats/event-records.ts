import { eventRecord } from "../../../src/core/records/event.js";
import { exchangeFactsText } from "../../../src/core/records/exchange-facts.js";
import { pathRecord } from "../../../src/core/records/path-record.js";
import { RecordLine } from "../../../src/core/records/record-line.js";
import { exchangeHead } from "../../../src/core/records/record-text.js";
import { captureRecord, connectionRecord, findingRecord, runRecord } from "../../../src/core/records/to-record.js";
import { applyLevels } from "../../../src/core/rules/active-rule.js";
import type { CaptureTimes } from "../../../src/core/strace/capture-clock.js";
import { clockOf } from "../../../src/core/strace/capture-clock.js";
import { analyzeText, rules, totalOf } from "../../../src/index.js";
import type { Capture } from "./documents.js";

/** The records of a run over captures held as text, with what happened on each connection. */
export function recordsWithEvents(captures: readonly Capture[]): RecordLine[] {
  const lines = [RecordLine.of(runRecord("1.2.3", applyLevels(rules), captures.length))];
  const summaries = captures.map(({ path, text }, capture) => {
    const events: RecordLine[] = [];
    const paths: RecordLine[] = [];
    let times: (() => CaptureTimes) | null = null;
    const found = analyzeText(text, {
      onTimes: (given) => {
        times = given;
      },
      onEvent: (...happened) => {
        events.push(RecordLine.of(eventRecord(capture, times?.().clock ?? null, ...happened)));
      },
      onPath: (way) => void paths.push(RecordLine.of(pathRecord(capture, way))),
    });
    lines.push(RecordLine.of({ kind: "begin", capture, position: capture, path }), ...events);
    for (const each of found.findings) lines.push(RecordLine.of(findingRecord(capture, path, each)));
    for (const connection of found.connections) {
      lines.push(RecordLine.of(connectionRecord(capture, connection, clockOf(found.capture.recordedWith))));
      for (const [index, exchange] of connection.exchanges.entries()) {
        lines.push(RecordLine.exchange(exchangeHead(capture, connection.id), index, exchangeFactsText(exchange)));
      }
    }
    lines.push(...paths, RecordLine.of(captureRecord(capture, { ...found.capture, path }, found.summary)));
    return found.summary;
  });
  return [...lines, RecordLine.of({ kind: "summary", ...totalOf(summaries) })];
}
