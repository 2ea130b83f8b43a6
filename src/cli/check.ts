import { addSummary } from "../analysis/add-summary.js";
import { emptySummary } from "../analysis/model.js";
import { STDIN } from "../capture/source.js";
import { UnflushedError } from "../errors.js";
import { RecordLine } from "../report/record-line.js";
import { runRecord } from "../report/to-record.js";
import type { Level } from "../rules/rule.js";
import { type CaptureOptions, checkCapture, type Outcome } from "./check-capture.js";
import { Documents, refuseCaptures } from "./documents.js";
import { endOnSignals } from "./end-on-signals.js";
import { exitCode } from "./exit-code.js";
import { jobsFor } from "./jobs.js";
import { type FormatOptions, formatsOf, makeFormat } from "./make-format.js";
import type { Output } from "./output.js";
import { Progress } from "./progress.js";
import type { Settings } from "./settings.js";
import { version } from "./version.js";

export interface CheckOptions extends FormatOptions, CaptureOptions, Settings {
  /** False for `--no-progress`. */
  readonly progress: boolean;
  readonly jobs?: number;
}

/** `unflushed [check] [CAPTURE...]`: findings as they happen, then the summary. Returns the exit code. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const inputs = paths.length > 0 ? paths : [STDIN];
  refuseTerminal(inputs);
  const formats = formatsOf(options);
  refuseCaptures(formats, inputs);
  const asked = await Promise.all(
    formats.map(async (each) => ({ ...each, made: await makeFormat(each.format, options) })),
  );
  const progress = options.progress && process.stderr.isTTY === true ? new Progress(inputs) : null;
  endOnSignals(inputs.includes(STDIN) ? ["SIGTERM", "SIGHUP"] : ["SIGINT", "SIGTERM", "SIGHUP"]);
  const documents = new Documents(asked, progress);
  const levels = new Set<Level>();
  const summary = emptySummary();
  let hasFailed = false;
  documents.take(RecordLine.of(runRecord(version, options.judging.rules)));
  for await (const outcome of outcomesOf(inputs, options, documents, progress)) {
    addSummary(summary, outcome.summary);
    for (const level of outcome.levels) levels.add(level);
    hasFailed ||= outcome.hasFailed;
  }
  progress?.clear();
  documents.take(RecordLine.of({ kind: "summary", ...summary }));
  documents.finish();
  return exitCode({ summary, levels, hasFailed }, options);
}

/** The captures in the order given, one after the other, or several at a time on other threads. */
async function* outcomesOf(
  paths: readonly string[],
  options: CheckOptions,
  output: Output,
  progress: Progress | null,
): AsyncGenerator<Outcome> {
  const onRead = progress ? (bytes: number) => progress.advance(bytes) : undefined;
  const jobs = jobsFor(paths, options.jobs);
  if (jobs > 1) {
    const { checkOnThreads } = await import("./check-threads.js");
    yield* checkOnThreads(paths, jobs, options, output, onRead);
    return;
  }
  let capture = 0;
  for (const path of paths) {
    const outcome = await checkCapture({ path, capture }, options, output, onRead);
    if (outcome.isRead) capture++;
    yield outcome;
  }
}

/** Waiting for somebody to type strace output helps nobody. */
export function refuseTerminal(inputs: readonly string[]): void {
  if (!inputs.includes(STDIN) || !process.stdin.isTTY) return;
  throw new UnflushedError(
    "usage",
    "no capture: name a file, or pipe strace into it: strace -f ./server 2>&1 | unflushed",
  );
}
