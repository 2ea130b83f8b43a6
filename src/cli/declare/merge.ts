import type { Command } from "commander";
import { documentOptions } from "./document-options.js";

/** `unflushed merge RESULT...` */
export function declareMerge(program: Command): void {
  const command = program
    .command("merge")
    .description("join the results of several runs, such as those of check --shard, into one")
    .argument("<result...>", "what check --format ndjson wrote (also .gz, .zst, .xz)");
  documentOptions(command)
    .addHelpText(
      "after",
      `
Shards are put together as one run would have told them; other results follow one
another in the order given. The exit code is that of one run over all captures.

  unflushed check --shard 2/3 --format ndjson=2.ndjson traces/*.strace    # 1/3, 3/3 elsewhere
  unflushed merge --format text --format junit=unflushed.xml 1.ndjson 2.ndjson 3.ndjson`,
    )
    .action(async (results: string[], options) => {
      const { merge } = await import("../merge.js");
      process.exitCode = await merge(results, options);
    });
}
