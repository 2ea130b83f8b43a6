import { RecordLine } from "../../core/records/record-line.js";
import type { RecordSink } from "../../core/records/record-sink.js";

/** Everything in the directories, or the results, was passed over: no pipeline shall go green on that. */
export function reportNothingFound(args: readonly string[], files: number, output: RecordSink): void {
  const path = args.join(" ");
  const message = `${path} ${args.length > 1 ? "hold" : "holds"} no strace output, only ${files} other ${files > 1 ? "files" : "file"}: name captures`;
  output.warning(`unflushed: ${message}`);
  output.take(RecordLine.of({ kind: "failure", capture: null, path, code: "no-captures", message }));
}
