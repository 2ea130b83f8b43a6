import type { Command } from "commander";
import type { Invocation } from "../../../run/streams.js";
import { formatsHelp, withDocumentOptions } from "../../options/document-options.js";

/** `unflushed merge RESULT...` */
export function declareMerge(program: Command, invocation: Invocation): void {
  const command = program
    .command("merge")
    .description("join the results of several runs, such as those of check --shard, into one")
    .argument("<result...>", "what check --format ndjson wrote (also .gz, .zst, .xz)");
  withDocumentOptions(command)
    .addHelpText("after", formatsHelp())
    .addHelpText(
      "after",
      `
Shards are put together as one run would have reported them. Other results
follow one another in the order given.

Examples:
  unflushed check --shard 1/2 --format ndjson=1.ndjson traces/*.strace
  unflushed check --shard 2/2 --format ndjson=2.ndjson traces/*.strace
  unflushed merge --format text --format junit=unflushed.xml 1.ndjson 2.ndjson

Exit codes: those of one run over all. 0 judged and nothing found; 1 findings at or
above --fail-on, or a deviation; 2 usage or unreadable input; 3 nothing could be
judged.`,
    )
    .action(async (results: string[], options) => {
      const { merge } = await import("./action.js");
      invocation.exitCode = await merge(results, options, invocation);
    });
}
