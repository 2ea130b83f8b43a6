import { RecordLine } from "../../../core/records/record-line.js";
import { runRecord } from "../../../core/records/to-record.js";
import { visible } from "../../../core/text/escape.js";
import { reportNothingFound } from "../../../run/check/nothing-found.js";
import { refuseInputs } from "../../../run/check/refuse-captures.js";
import { Documents } from "../../../run/documents/documents.js";
import { type FormatOptions, formatsOf, makeFormat } from "../../../run/documents/make-format.js";
import { exitCode } from "../../../run/exit-code.js";
import { recordProblems } from "../../../run/merge/record-schema.js";
import { ResultFile } from "../../../run/merge/result-file.js";
import { resultOrder } from "../../../run/merge/result-order.js";
import { joinedRules } from "../../../run/merge/result-rules.js";
import { RunOutcome } from "../../../run/outcome.js";
import type { Invocation } from "../../../run/streams.js";
import { version } from "../../../run/version.js";
import { endOnSignals } from "../../terminal/end-on-signals.js";

/** `unflushed merge RESULT...`: the documents of one run over everything. Returns the exit code that it would have had. */
export async function merge(paths: readonly string[], options: FormatOptions, invocation: Invocation): Promise<number> {
  const formats = formatsOf(options, invocation.env);
  refuseInputs(formats, paths, "result");
  const problems = recordProblems();
  const files: ResultFile[] = [];
  for (const path of paths) files.push(await ResultFile.open(path, problems, invocation.stdin));
  const order = resultOrder(files);
  const rules = joinedRules(files);
  const asked = await Promise.all(
    formats.map(async (each) => ({ ...each, made: await makeFormat(each.format, options, invocation) })),
  );
  endOnSignals(["SIGINT", "SIGTERM", "SIGHUP"], invocation.atEnd);
  const documents = new Documents(asked, null, invocation);
  const outcome = new RunOutcome(documents);
  documents.take(RecordLine.of({ ...runRecord(version, [], capturesOf(files)), rules }));
  let capture = 0;
  let position = 0;
  for (const file of order) {
    let isRead = false;
    for await (const line of file.capture()) {
      if (line.kind === "capture") isRead = true;
      if (line.kind === "failure") {
        documents.warning(`unflushed: ${visible((line as RecordLine<"failure">).value.message)}\n`);
      }
      outcome.take(line.renumbered(capture, position));
    }
    position++;
    if (isRead) capture++; // one that could not be read has no number
  }
  if (outcome.isEmpty && position > 0) reportNothingFound(paths, position, outcome);
  documents.take(RecordLine.of({ kind: "summary", ...outcome.summary }));
  documents.finish();
  return exitCode(outcome, options);
}

/** How many captures the run over everything would have had. */
function capturesOf(files: readonly ResultFile[]): number {
  const [first] = files;
  return first?.shard ? first.captures : files.reduce((sum, { captures }) => sum + captures, 0);
}
