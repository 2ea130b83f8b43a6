import { Tally } from "../analysis/tally.js";
import { type CaptureInput, findCaptures } from "../capture/find-captures.js";
import { STDIN } from "../capture/source.js";
import { UnflushedError } from "../errors.js";
import { visible } from "../report/escape.js";
import { RecordLine } from "../report/record-line.js";
import type { Level } from "../rules/rule.js";
import { hasPidColumn } from "../strace/pid-column.js";
import { type CaptureOptions, checkCapture, type Outcome } from "./check-capture.js";
import { Documents } from "./documents.js";
import { endOnSignals } from "./end-on-signals.js";
import { exitCode } from "./exit-code.js";
import { jobsFor } from "./jobs.js";
import { type FormatOptions, formatsOf, makeFormat } from "./make-format.js";
import type { Output } from "./output.js";
import { Progress } from "./progress.js";
import { refuseCaptures } from "./refuse-captures.js";
import { version } from "./version.js";

export interface CheckOptions extends FormatOptions, CaptureOptions {
  /** False for `--no-progress`. */
  readonly progress: boolean;
  readonly jobs?: number;
}

/** `unflushed [check] [CAPTURE...]`: findings as they happen, then the summary. Returns the exit code. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const args = paths.length > 0 ? paths : [STDIN];
  refuseTerminal(args);
  const formats = formatsOf(options);
  const inputs = await findCaptures(args, hasPidColumn);
  await refuseCaptures(formats, inputs);
  const isSeveral = inputs.length > 1;
  const asked = await Promise.all(
    formats.map(async (each) => ({ ...each, made: await makeFormat(each.format, { ...options, isSeveral }) })),
  );
  const progress = options.progress && process.stderr.isTTY === true ? new Progress(inputs) : null;
  endOnSignals(args.includes(STDIN) ? ["SIGTERM", "SIGHUP"] : ["SIGINT", "SIGTERM", "SIGHUP"]);
  const documents = new Documents(asked, progress);
  const levels = new Set<Level>();
  const total = new Tally();
  let hasFailed = false;
  documents.take(RecordLine.of({ kind: "run", schemaVersion: 1, tool: { name: "unflushed", version } }));
  for await (const outcome of outcomesOf(inputs, options, documents, progress)) {
    total.add(outcome.summary);
    for (const level of outcome.levels) levels.add(level);
    hasFailed ||= outcome.hasFailed;
  }
  progress?.clear();
  const { summary } = total;
  if (summary.captures === 0 && !hasFailed) hasFailed = tellNothingFound(args, inputs.length, documents);
  documents.take(RecordLine.of({ kind: "summary", ...summary }));
  documents.finish();
  return exitCode({ summary, levels, hasFailed }, options);
}

/** The captures in the order given, one after the other, or several at a time on other threads. */
async function* outcomesOf(
  inputs: readonly CaptureInput[],
  options: CheckOptions,
  output: Output,
  progress: Progress | null,
): AsyncGenerator<Outcome> {
  const onRead = progress ? (bytes: number) => progress.advance(bytes) : undefined;
  const jobs = jobsFor(inputs, options.jobs);
  if (jobs > 1) {
    const { checkOnThreads } = await import("./check-threads.js");
    yield* checkOnThreads(inputs, jobs, options, output, onRead);
    return;
  }
  let capture = 0;
  for (const input of inputs) {
    const outcome = await checkCapture({ input, capture }, options, output, onRead);
    if (outcome.isRead) capture++;
    yield outcome;
  }
}

/** Everything in the directories was passed over: no pipeline shall go green on that. */
function tellNothingFound(args: readonly string[], files: number, output: Output): true {
  const path = args.join(" ");
  const message = `${path} ${args.length > 1 ? "hold" : "holds"} no strace output, only ${files} other ${files > 1 ? "files" : "file"}: name captures`;
  output.warning(`unflushed: ${visible(message)}\n`);
  output.take(RecordLine.of({ kind: "failure", capture: null, path, code: "no-captures", message }));
  return true;
}

/** Waiting for somebody to type strace output helps nobody. */
export function refuseTerminal(inputs: readonly string[]): void {
  if (!inputs.includes(STDIN) || !process.stdin.isTTY) return;
  throw new UnflushedError(
    "usage",
    "no capture: name a file, or pipe strace into it: strace -f ./server 2>&1 | unflushed",
  );
}
