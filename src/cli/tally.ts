import { addSummary } from "../analysis/add-summary.js";
import { emptySummary } from "../analysis/model.js";
import { type Format, tell } from "../report/format.js";
import type { FailureRecord } from "../report/record.js";
import type { RecordLine } from "../report/record-line.js";
import type { Level } from "../rules/rule.js";
import type { Outcome } from "./exit-code.js";

/** What the records of a run come to: the counts of the captures that were read, and what decides the exit code. */
export class Tally implements Outcome {
  readonly summary = emptySummary();
  readonly levels = new Set<Level>();
  hasFailed = false;
  readonly #heard: Format;

  constructor(onFailure: (failure: FailureRecord) => void) {
    this.#heard = {
      finding: ({ value }) => void this.levels.add(value.level),
      capture: ({ value }) => addSummary(this.summary, value.summary),
      failure: ({ value }) => {
        this.hasFailed = true;
        onFailure(value);
      },
    };
  }

  add(line: RecordLine): void {
    tell(this.#heard, line, () => {});
  }
}
