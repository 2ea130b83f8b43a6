import { visible } from "../report/escape.js";
import { RecordLine } from "../report/record-line.js";
import { runRecord } from "../report/to-record.js";
import { Documents } from "./documents.js";
import { endOnSignals } from "./end-on-signals.js";
import { exitCode } from "./exit-code.js";
import { type FormatOptions, formatsOf, makeFormat } from "./make-format.js";
import { tellNothingFound } from "./nothing-found.js";
import { recordProblems } from "./record-schema.js";
import { refuseInputs } from "./refuse-captures.js";
import { ResultFile } from "./result-file.js";
import { resultOrder } from "./result-order.js";
import { joinedRules } from "./result-rules.js";
import { RunOutcome } from "./run-outcome.js";
import { version } from "./version.js";

/** `unflushed merge RESULT...`: the documents of one run over everything. Returns the exit code that it would have had. */
export async function merge(paths: readonly string[], options: FormatOptions): Promise<number> {
  const formats = formatsOf(options);
  refuseInputs(formats, paths, "result");
  const problems = recordProblems();
  const files: ResultFile[] = [];
  for (const path of paths) files.push(await ResultFile.open(path, problems));
  const order = resultOrder(files);
  const rules = joinedRules(files);
  const asked = await Promise.all(
    formats.map(async (each) => ({ ...each, made: await makeFormat(each.format, options) })),
  );
  endOnSignals(["SIGINT", "SIGTERM", "SIGHUP"]);
  const documents = new Documents(asked, null);
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
  if (outcome.isEmpty && position > 0) tellNothingFound(paths, position, outcome);
  documents.take(RecordLine.of({ kind: "summary", ...outcome.summary }));
  documents.finish();
  return exitCode(outcome, options);
}

/** How many captures the run over everything would have had. */
function capturesOf(files: readonly ResultFile[]): number {
  const [first] = files;
  return first?.shard ? first.captures : files.reduce((sum, { captures }) => sum + captures, 0);
}
