import { findCaptures } from "../../../capture/find-captures.js";
import { matchesNothing } from "../../../core/analysis/tally.js";
import type { LinkedRecords } from "../../../core/joining/linked-records.js";
import { RecordLine } from "../../../core/records/record-line.js";
import type { RecordSink } from "../../../core/records/record-sink.js";
import { runRecord } from "../../../core/records/to-record.js";
import { hasPidColumn } from "../../../core/strace/line/pid-column.js";
import { UnflushedError } from "../../../errors.js";
import { STDIN } from "../../../reading/problems.js";
import type { AtEnd } from "../../../run/at-end.js";
import type { BaselineCheck, BaselineOptions } from "../../../run/baseline/check.js";
import { caughtUp } from "../../../run/caught-up.js";
import { checkAll } from "../../../run/check/check-all.js";
import type { CaptureOptions } from "../../../run/check/check-capture.js";
import { reportNothingFound } from "../../../run/check/nothing-found.js";
import { refuseCaptures } from "../../../run/check/refuse-captures.js";
import type { RunSettings } from "../../../run/config/settings.js";
import { formatsOf } from "../../../run/documents/asked-format.js";
import type { FormatOptions } from "../../../run/documents/format-context.js";
import { textOfLines } from "../../../run/documents/line-texts.js";
import { openDocuments } from "../../../run/documents/open-documents.js";
import { refuseToReplace } from "../../../run/documents/refuse-to-replace.js";
import { exitCode } from "../../../run/exit-code.js";
import { type AskedFilter, type FilterOptions, filterOf, nothingMatches } from "../../../run/filter/asked-filter.js";
import { RunOutcome } from "../../../run/outcome.js";
import { emptyShard, refuseNoList, type ShardOptions, shareOf } from "../../../run/shard.js";
import type { Invocation } from "../../../run/streams.js";
import { version } from "../../../run/version.js";
import { endOnSignals } from "../../terminal/end-on-signals.js";
import { progressBar } from "../../terminal/progress.js";
import { refuseTerminal } from "../../terminal/refuse-terminal.js";
import { isGithubJob, surroundingsOf } from "../../terminal/surroundings.js";

export interface CheckOptions
  extends FormatOptions,
    CaptureOptions,
    RunSettings,
    BaselineOptions,
    ShardOptions,
    FilterOptions {
  /** False for `--no-progress`. */
  readonly progress: boolean;
  readonly jobs?: number;
  /** False for `--no-links`. */
  readonly links: boolean;
}

/** Takes the records of a check, the texts of captures before them, and at last that there are no more. */
export interface CheckDocuments extends RecordSink {
  takeText(path: string, text: Uint8Array): void;
  /** All captures are read: writes what had to wait until then. */
  settle(): Promise<void>;
  finish(): void;
}

/**
 * `unflushed [check] [CAPTURE...]`: findings as they happen, then the summary. Returns the exit code.
 *
 * @param others takes the records in place of the documents that are asked for
 */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  invocation: Invocation,
  others?: CheckDocuments,
): Promise<number> {
  const { stdin, stdout, env, atEnd } = invocation;
  const args = paths.length > 0 ? paths : [STDIN];
  const { shard, baseline } = options;
  const asked = filterOf(options);
  if (asked && options.updateBaseline) throw filteredBaseline(asked);
  if (shard) refuseNoList(paths);
  refuseTerminal(args, stdin);
  const formats = others ? [] : formatsOf(options, isGithubJob(env));
  const all = await findCaptures(args, hasPidColumn);
  await refuseCaptures(formats, all);
  if (baseline !== undefined) refuseToReplace(formats, "baseline", [baseline]);
  const inputs = shareOf(all, shard);
  const exit = { ...options, textOfLines, ...(inputs.length === 0 ? { passWithNoResponses: true } : {}) }; // nothing to prove anything
  const progress = progressBar(options.progress && !options.quiet, inputs, invocation);
  endOnSignals(args.includes(STDIN) ? ["SIGTERM", "SIGHUP"] : ["SIGINT", "SIGTERM", "SIGHUP"], {
    ...invocation,
    progress,
  });
  const isLive = args.includes(STDIN);
  const documents =
    others ?? (await openDocuments(formats, { ...exit, isLive }, surroundingsOf(stdout, invocation, progress)));
  const outcome = new RunOutcome(documents);
  const kept = asked ? await filteredRecords(asked, outcome) : outcome;
  const baselined = await baselineOf(options, shard ? inputs.map(({ path }) => path) : args, kept, atEnd);
  const checked = baselined ?? kept;
  const linked = all.length > 1 && options.links && !shard ? await linkedRecords(checked, asked !== null) : null;
  const output = linked ?? checked;
  output.take(RecordLine.of(runRecord(version, options.activeRules.rules, all.length, shard)));
  if (shard && inputs.length === 0) documents.warning(`unflushed: ${emptyShard(shard, all.length)}`);
  const reading = { stdin, allPaths: options.links && all.length > 1, saysStart: asked?.filter.asksTime === true };
  await checkAll(inputs, { ...options, ...reading }, output, {
    onRead: async (bytes) => progress?.advance(bytes),
    caughtUp: () => caughtUp(stdout),
    onText: (path, text) => documents.takeText(path, text),
  });
  await linked?.finish(() => caughtUp(stdout));
  await documents.settle();
  progress?.clear();
  if (!shard && outcome.isEmpty) reportNothingFound(args, inputs.length, output);
  baselined?.finish();
  output.take(RecordLine.of({ kind: "summary", ...outcome.summary }));
  if (asked && !outcome.hasFailed && matchesNothing(outcome.summary))
    documents.warning(`unflushed: ${nothingMatches(asked)}`);
  documents.finish();
  baselined?.publish(outcome.hasFailed);
  return exitCode(outcome, exit);
}

/** What joins the paths of several captures. */
async function linkedRecords(output: RecordSink, tellsPathsFirst: boolean): Promise<LinkedRecords> {
  return (await import("../../../run/paths/joining-in-files.js")).linkedInFiles(output, tellsPathsFirst);
}

/** Stands between the captures and the documents, and keeps the records that the filter asks for. */
async function filteredRecords(asked: AskedFilter, output: RecordSink): Promise<RecordSink> {
  const { FilteredRecords } = await import("../../../run/filter/filtered-records.js");
  return new FilteredRecords(asked, output);
}

/** A baseline accepts all that a run finds. */
function filteredBaseline({ words }: AskedFilter): UnflushedError {
  return new UnflushedError(
    "usage",
    `--update-baseline accepts all of a capture, and ${words} leaves a part out: drop one`,
  );
}

/** What stands between the captures and the documents of a run with a baseline; null for a run without. */
async function baselineOf(
  options: CheckOptions,
  asked: readonly string[],
  output: RecordSink,
  atEnd: AtEnd,
): Promise<BaselineCheck | null> {
  if (options.baseline === undefined && options.updateBaseline !== true) return null;
  return (await import("../../../run/baseline/check.js")).openBaseline(options, asked, output, atEnd);
}
