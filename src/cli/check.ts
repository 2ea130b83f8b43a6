import { addSummary } from "../analysis/add-summary.js";
import { type CaptureFacts, emptySummary } from "../analysis/model.js";
import { STDIN } from "../capture/source.js";
import { UnflushedError } from "../errors.js";
import type { Level } from "../rules/rule.js";
import { type CaptureOptions, checkCapture, type Outcome } from "./check-capture.js";
import { type ExitOptions, exitCode } from "./exit-code.js";
import { jobsFor } from "./jobs.js";
import { JsonOutput } from "./json-output.js";
import type { WholeOutput } from "./output.js";
import { pageOf } from "./page.js";
import { Progress } from "./progress.js";
import { TextOutput } from "./text-output.js";
import { version } from "./version.js";

export interface CheckOptions extends ExitOptions, CaptureOptions {
  readonly notes?: boolean;
  /** False for `--no-progress`. */
  readonly progress: boolean;
  readonly jobs?: number;
}

/** `unflushed [check] [CAPTURE...]`: findings as they happen, then the summary. Returns the exit code. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const inputs = paths.length > 0 ? paths : [STDIN];
  refuseTerminal(inputs);
  const progress = options.progress && process.stderr.isTTY === true ? new Progress(inputs) : null;
  const showsAllNotes = options.notes === true || options.failOn === "note";
  const page = pageOf(process.stdout);
  const output = options.format === "json" ? new JsonOutput(version) : new TextOutput(page, showsAllNotes, progress);
  const captures: CaptureFacts[] = [];
  const levels = new Set<Level>();
  const summary = emptySummary();
  let hasFailed = false;
  for await (const outcome of outcomesOf(inputs, options, output, progress)) {
    if (outcome.facts) captures.push(outcome.facts);
    addSummary(summary, outcome.summary);
    for (const level of outcome.levels) levels.add(level);
    hasFailed ||= outcome.hasFailed;
  }
  progress?.clear();
  output.end(captures, summary);
  return exitCode({ summary, levels, hasFailed }, options);
}

/** The captures in the order given, one after the other, or several at a time on other threads. */
async function* outcomesOf(
  paths: readonly string[],
  options: CheckOptions,
  output: WholeOutput,
  progress: Progress | null,
): AsyncGenerator<Outcome> {
  const onRead = progress ? (bytes: number) => progress.advance(bytes) : undefined;
  const page = pageOf(process.stdout);
  const jobs = jobsFor(paths, options.jobs);
  if (jobs > 1) {
    const { checkOnThreads } = await import("./check-threads.js");
    yield* checkOnThreads(paths, jobs, options, output, onRead);
    return;
  }
  let capture = 0;
  for (const path of paths) {
    const outcome = await checkCapture({ path, capture, page }, options, output, onRead);
    if (outcome.facts) capture++;
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
