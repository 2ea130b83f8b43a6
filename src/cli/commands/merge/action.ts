import { formatNamed } from "../../../core/formats/index.js";
import { RecordLine } from "../../../core/records/record-line.js";
import type { RecordSink } from "../../../core/records/record-sink.js";
import { runRecord } from "../../../core/records/to-record.js";
import { UnflushedError } from "../../../errors.js";
import { caughtUp } from "../../../run/caught-up.js";
import { reportNothingFound } from "../../../run/check/nothing-found.js";
import { type AskedFormat, formatsOf } from "../../../run/documents/asked-format.js";
import type { FormatOptions } from "../../../run/documents/format-context.js";
import { openDocuments } from "../../../run/documents/open-documents.js";
import { refuseToReplace } from "../../../run/documents/refuse-to-replace.js";
import { exitCode } from "../../../run/exit-code.js";
import { recordProblem } from "../../../run/merge/record-schema.js";
import { ResultFile } from "../../../run/merge/result-file.js";
import { resultOrder } from "../../../run/merge/result-order.js";
import { joinedRules } from "../../../run/merge/result-rules.js";
import { RunOutcome } from "../../../run/outcome.js";
import { linkedInFiles } from "../../../run/paths/joining-in-files.js";
import type { Invocation } from "../../../run/streams.js";
import { version } from "../../../run/version.js";
import { endOnSignals } from "../../terminal/end-on-signals.js";
import { isGithubJob, surroundingsOf } from "../../terminal/surroundings.js";

/** `unflushed merge RESULT...`: the documents of one run over everything. Returns the exit code that it would have had. */
export async function merge(paths: readonly string[], options: FormatOptions, invocation: Invocation): Promise<number> {
  const { stdin, stdout, env } = invocation;
  const formats = formatsOf(options, isGithubJob(env));
  refuseBytes(formats);
  refuseToReplace(formats, "result", paths);
  const files: ResultFile[] = [];
  for (const path of paths) files.push(await ResultFile.open(path, recordProblem, stdin));
  const order = resultOrder(files);
  const run = { ...runRecord(version, [], capturesOf(files)), rules: joinedRules(files) };
  endOnSignals(["SIGINT", "SIGTERM", "SIGHUP"], invocation);
  const documents = await openDocuments(formats, options, surroundingsOf(stdout, invocation));
  const outcome = new RunOutcome(documents);
  outcome.take(RecordLine.of(run));
  const linked = run.captures > 1 ? linkedInFiles(outcome) : null;
  const captures = await copyCaptures(order, linked ?? outcome, () => caughtUp(stdout));
  await linked?.finish(() => caughtUp(stdout));
  if (outcome.isEmpty && captures > 0) reportNothingFound(paths, captures, outcome);
  outcome.take(RecordLine.of({ kind: "summary", ...outcome.summary }));
  documents.finish();
  return exitCode(outcome, options);
}

/**
 * Results say what was found out, and nothing of the bytes. Formats that show calls show what they can.
 *
 * @throws UnflushedError (`usage`) if a format is made of bytes
 */
function refuseBytes(formats: readonly AskedFormat[]): void {
  const name = formats.map(({ format }) => format).find((format) => formatNamed(format)?.needs === "events-with-bytes");
  if (name === undefined) return;
  throw new UnflushedError(
    "usage",
    `${name} is made of bytes, which results do not hold: check the captures instead, as in unflushed check --format ${name}=out.${name} CAPTURE`,
  );
}

/**
 * Copies the records of each capture, under its new number and position. Returns how many captures there were.
 *
 * @param caughtUp waits for a slow reader of what is printed
 */
async function copyCaptures(
  order: Iterable<ResultFile>,
  output: RecordSink,
  caughtUp: () => Promise<void>,
): Promise<number> {
  let capture = 0;
  let position = 0;
  for (const file of order) {
    let isRead = false;
    let first = 0;
    for await (const line of file.capture()) {
      if (line.kind === "begin") first = capture - (line as RecordLine<"begin">).value.capture;
      if (line.kind === "capture") isRead = true;
      if (line.kind === "failure") {
        output.warning(`unflushed: ${(line as RecordLine<"failure">).value.message}`);
      }
      output.take(line.renumbered(numberOf(line, first, capture), position));
      await caughtUp();
    }
    position++;
    if (isRead) capture++; // a capture that could not be read has no number
  }
  return position;
}

/**
 * The new number of the capture that a line is about.
 *
 * @param first the new number of the first capture of its result
 */
function numberOf(line: RecordLine, first: number, capture: number): number {
  const path = line.kind === "path" ? (line as RecordLine<"path">).value : null;
  if (path?.capture !== null || !path) return capture;
  return first + Math.max(...path.exchanges.map((each) => each.capture));
}

/** How many captures the run over everything would have had. */
function capturesOf(files: readonly ResultFile[]): number {
  const [first] = files;
  return first?.shard ? first.captures : files.reduce((sum, { captures }) => sum + captures, 0);
}
