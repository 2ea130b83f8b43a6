import type { UnflushedError } from "../../errors.js";
import type { EventNeed } from "./event.js";
import type { ExchangeRun } from "./exchange-run.js";
import type { RecordLine } from "./record-line.js";

/** Takes the records of a run, one after the other. */
export interface RecordSink {
  /** False if no document shows connections and exchanges, so that they need not be reported. */
  readonly wantsConnections: boolean;
  /** What some document has to hear of events. */
  readonly eventNeed: EventNeed;
  take(line: RecordLine): void;
  /** Several exchanges of the connection that it took last. */
  takeExchanges(run: ExchangeRun): void;
  /** Prints what is wrong with an input: one sentence per line. */
  warning(text: string): void;
}

/** True for an error of what takes the records: the inputs are not at fault, and no record can be written any more. */
export function endsEveryDocument({ code }: UnflushedError): boolean {
  return code === "output-unwritable" || code === "format-failed" || code === "time-unknown";
}
