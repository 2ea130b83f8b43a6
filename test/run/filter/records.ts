import type { Asked } from "../../../src/core/filter/filter.js";
import { Filter } from "../../../src/core/filter/filter.js";
import type { AnalysisRecord } from "../../../src/core/records/record.js";
import { RecordLine } from "../../../src/core/records/record-line.js";
import { FilteredRecords } from "../../../src/run/filter/filtered-records.js";
import { unflushed } from "../../cli/run.js";

/** The records that `check` writes about captures. */
export async function recordsOf(captures: readonly string[], input = "", cwd?: string): Promise<AnalysisRecord[]> {
  const { stdout } = await unflushed(["check", ...captures, "--format", "ndjson"], input, cwd ? { cwd } : {});
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as AnalysisRecord);
}

/** What a filter hands on of the records of a run. A joined path has to come before the captures. */
export function filtered(records: readonly AnalysisRecord[], asked: Asked): AnalysisRecord[] {
  const kept: AnalysisRecord[] = [];
  const output = {
    wantsConnections: true,
    eventNeed: "none" as const,
    take: (line: RecordLine) => void kept.push(line.value),
  };
  const window = { since: asked.since, until: asked.until, day: null };
  const filter = { filter: new Filter(asked), window };
  const sink = new FilteredRecords(filter, { ...output, takeExchanges: () => {}, warning: () => {} });
  const isJoined = (record: AnalysisRecord): boolean => record.kind === "path" && record.capture === null;
  const rank = (record: AnalysisRecord): number => (record.kind === "run" ? 0 : isJoined(record) ? 1 : 2);
  for (const record of records.toSorted((one, other) => rank(one) - rank(other))) sink.take(RecordLine.of(record));
  return kept;
}

/** The records in an order that does not depend on when they were handed on. */
export function sorted(records: readonly AnalysisRecord[]): string[] {
  return records.map((record) => JSON.stringify(record)).sort();
}
