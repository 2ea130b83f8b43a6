import isEqual from "fast-deep-equal";
import { SummaryTally } from "../analysis/tally.js";
import type { AnalysisRecord, RecordKind, SummaryRecord } from "./record.js";

const ABOUT_A_CAPTURE: readonly RecordKind[] = [
  ...(["finding", "silence", "event", "connection", "deviation", "path", "capture", "failure", "skipped"] as const),
];
/** Between captures, a deviation is about a capture that was not read. */
const BETWEEN_CAPTURES: readonly RecordKind[] = ["begin", "deviation", "path", "clock", "summary"];

/** What may follow a record. A capture that was read may have failed all the same (`--strict`). */
const FOLLOWERS: Readonly<Record<RecordKind, readonly RecordKind[]>> = {
  run: BETWEEN_CAPTURES,
  begin: ABOUT_A_CAPTURE,
  finding: ABOUT_A_CAPTURE,
  silence: ABOUT_A_CAPTURE,
  event: ABOUT_A_CAPTURE,
  connection: ["exchange", ...ABOUT_A_CAPTURE],
  exchange: ["exchange", ...ABOUT_A_CAPTURE],
  deviation: [...ABOUT_A_CAPTURE, ...BETWEEN_CAPTURES],
  path: [...ABOUT_A_CAPTURE, ...BETWEEN_CAPTURES],
  clock: BETWEEN_CAPTURES,
  capture: ["failure", ...BETWEEN_CAPTURES],
  failure: BETWEEN_CAPTURES,
  skipped: BETWEEN_CAPTURES,
  summary: [],
};

/** Checks the order of the records of a run. Every format relies on that order. */
export class RecordSequence {
  #last: RecordKind | null = null;
  #capture = -1;
  #connection = "";
  readonly #total = new SummaryTally();

  /** Takes the next record. Returns what is wrong with it after those before it, or null. */
  take(record: AnalysisRecord): string | null {
    const before = this.#last;
    const expected: readonly RecordKind[] = before === null ? ["run"] : FOLLOWERS[before];
    if (!expected.includes(record.kind)) return `a ${record.kind} record cannot stand here`;
    this.#last = record.kind;
    if (record.kind === "begin") this.#capture = record.capture;
    else if ("capture" in record && record.capture !== null && record.capture !== this.#capture) {
      return `it is about capture ${record.capture}, inside capture ${this.#capture}`;
    }
    if (record.kind === "connection") this.#connection = record.id;
    if (record.kind === "capture") this.#total.add(record.summary);
    if (record.kind === "exchange" && record.connection !== this.#connection) {
      return "it is about another connection than the one before it";
    }
    return record.kind === "summary" && !this.#comesTo(record) ? "the captures before it come to other counts" : null;
  }

  #comesTo({ kind: _, ...summary }: SummaryRecord): boolean {
    return isEqual(summary, this.#total.summary);
  }
}
