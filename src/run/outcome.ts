import type { Summary } from "../core/analysis/model.js";
import { SummaryTally } from "../core/analysis/tally.js";
import { type Format, writeRecord } from "../core/formats/format.js";
import type { EventNeed } from "../core/records/event.js";
import type { ExchangeRun } from "../core/records/exchange-run.js";
import type { RecordLine } from "../core/records/record-line.js";
import type { RecordSink } from "../core/records/record-sink.js";
import type { Level } from "../core/rules/rule.js";
import type { ExitFacts } from "./exit-code.js";

/** Passes the records of a run on, sums them up, and keeps what decides the exit code. */
export class RunOutcome implements RecordSink, ExitFacts {
  readonly wantsConnections: boolean;
  readonly eventNeed: EventNeed;
  readonly levels = new Set<Level>();
  hasFailed = false;
  hasDeviated = false;
  isExpected = false;
  readonly #total = new SummaryTally();
  readonly #seen: Format = {
    finding: ({ value: { level, suppressed } }) => {
      if (!suppressed) this.levels.add(level);
    },
    capture: ({ value: { summary, expectation } }) => {
      this.#total.add(summary);
      this.isExpected ||= expectation?.isMet ?? false;
    },
    deviation: ({ value }) => {
      this.hasDeviated ||= value.fails;
    },
    failure: () => {
      this.hasFailed = true;
    },
  };

  constructor(private readonly output: RecordSink) {
    this.wantsConnections = output.wantsConnections;
    this.eventNeed = output.eventNeed;
  }

  get summary(): Summary {
    return this.#total.summary;
  }

  /** True if nothing was read, and nothing failed to be. */
  get isEmpty(): boolean {
    return this.#total.counts.captures === 0 && !this.hasFailed;
  }

  take(line: RecordLine): void {
    writeRecord(this.#seen, line, () => {});
    this.output.take(line);
  }

  takeExchanges(run: ExchangeRun): void {
    this.output.takeExchanges(run);
  }

  warning(text: string): void {
    this.output.warning(text);
  }
}
