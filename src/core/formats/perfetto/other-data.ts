import type { CaptureRecord, FailureRecord, RunRecord, SkippedRecord } from "../../records/record.js";
import { clockOf } from "../../strace/capture-clock.js";
import type { CaptureClock } from "../../text/wall-clock.js";

/** What the times of a trace count from, for each clock of a capture. */
const COUNTS: Readonly<Record<CaptureClock, string>> = {
  epoch: "microseconds since midnight in UTC, of the day on which the capture begins",
  day: "microseconds since midnight on the machine that recorded, of the day on which the capture begins",
  relative: "microseconds since the first line",
};
const COUNTS_LINES = "the capture has no times: ts is the number of the line";

/** What is said of a trace as a whole. */
export class OtherData {
  #tool: RunRecord["tool"] | null = null;
  readonly #captures: { readonly path: string; readonly ts: string }[] = [];
  readonly #failures: { readonly path: string; readonly message: string }[] = [];
  readonly #skipped: string[] = [];

  run({ tool }: RunRecord): void {
    this.#tool = tool;
  }

  /** @param countsLines true if the trace has the numbers of lines for its times */
  capture({ path, recordedWith }: CaptureRecord, countsLines: boolean): void {
    const clock = clockOf(recordedWith);
    this.#captures.push({ path, ts: countsLines || clock === null ? COUNTS_LINES : COUNTS[clock] });
  }

  failure({ path, message }: FailureRecord): void {
    this.#failures.push({ path, message });
  }

  skipped({ path }: SkippedRecord): void {
    this.#skipped.push(path);
  }

  toJSON(): object {
    return { tool: this.#tool, captures: this.#captures, failures: this.#failures, skipped: this.#skipped };
  }
}
