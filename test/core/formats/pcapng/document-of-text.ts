import { plainContext } from "../../../../src/core/formats/context.js";
import { writeExchanges, writeRecord } from "../../../../src/core/formats/format.js";
import { pcapngFormat } from "../../../../src/core/formats/pcapng/pcapng.js";
import { CaptureRecords } from "../../../../src/core/records/capture-records.js";
import { RecordLine } from "../../../../src/core/records/record-line.js";
import type { RecordSink } from "../../../../src/core/records/record-sink.js";
import { runRecord } from "../../../../src/core/records/to-record.js";
import { FactsInMemory } from "../../../../src/core/records/waiting-facts.js";
import { applyLevels } from "../../../../src/core/rules/active-rule.js";
import { analyzeText, rules, totalOf } from "../../../../src/index.js";
import { type CaptureFile, readPcapng } from "./reader.js";

/** The document of captures that are given as text. */
export function documentOfTexts(texts: readonly string[], date: string | null = null): string {
  const active = applyLevels(rules);
  const format = pcapngFormat({ ...plainContext, date });
  const parts: string[] = [];
  const write = (text: string): void => void parts.push(text);
  const output: RecordSink = {
    wantsConnections: true,
    eventNeed: "events-with-bytes",
    take: (line) => writeRecord(format, line, write),
    takeExchanges: (run) => writeExchanges(format, run, write),
    warning: () => {},
  };
  output.take(RecordLine.of(runRecord("1.2.3", active, texts.length)));
  const summaries = texts.map((text, capture) => {
    const path = `${capture}.strace`;
    const identity = { capture, position: capture, path };
    const records = new CaptureRecords(identity, [], output, () => new FactsInMemory());
    records.begin();
    const { capture: facts, summary } = analyzeText(text, records.listener, { rules: active });
    records.end({ ...facts, path }, summary);
    return summary;
  });
  output.take(RecordLine.of({ kind: "summary", ...totalOf(summaries) }));
  return parts.join("");
}

/** The same, as a strict reader has it. */
export function fileOfTexts(texts: readonly string[], date: string | null = null): CaptureFile {
  return readPcapng(documentOfTexts(texts, date));
}

/** A packet for each line: who sends, flags, bytes. */
export function sketchOf({ packets }: CaptureFile): string[] {
  return packets.map(({ isOutbound, flags, length }) => {
    const bytes = length > 0 ? ` ${length}` : "";
    return `${isOutbound ? "program" : "peer"} ${flags}${bytes}`;
  });
}
