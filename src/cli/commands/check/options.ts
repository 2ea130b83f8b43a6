import { type Command, Option } from "commander";
import { wholeNumber } from "../../../core/text/whole-number.js";
import { askShard } from "../../../run/shard.js";
import type { Invocation } from "../../../run/streams.js";
import { formatsHelp, withDocumentOptions } from "../../options/document-options.js";
import { withFilterOptions } from "../../options/filter-options.js";
import { bySource, withRuleOptions, withUndoing } from "../../options/rule-options.js";
import { withUnrecognizedOptions } from "../../options/unrecognized-options.js";

/** `unflushed [check] [CAPTURE...]` */
export function declareCheck(program: Command, invocation: Invocation): void {
  const command = program
    .command("check", { isDefault: true })
    .description("judge every response in the captures (standard input if none is named)")
    .argument(
      "[capture...]",
      "files of strace output (also .gz, .zst, .xz), NAME of the NAME.PID of -ff, directories, globs in quotes; - is standard input",
    );
  withDocumentOptions(command)
    .option("--baseline <file>", "findings and verdicts that were accepted before: only what deviates counts")
    .option("--update-baseline", "accept what is found now: writes the file of --baseline");
  withFilterOptions(withUnrecognizedOptions(command))
    .option("--jobs <number>", "captures to check at a time, each on a thread (default: the cores)", wholeNumber)
    .option("--shard <k/n>", "check only share K of N of the captures; merge joins the shares", askShard)
    .addOption(new Option("--links").default(true).hideHelp())
    .option("--no-links", "each hop of a request by itself: do not look for the one that lost its bytes first")
    .addOption(new Option("--progress").default(true).hideHelp())
    .option("--no-progress", "no progress bar on standard error while a long capture is read")
    .addHelpText("after", formatsHelp())
    .addHelpText(
      "after",
      `
Examples:
  unflushed server.strace
  unflushed check 'traces/**/*.strace' --format text --format junit=unflushed.xml
  unflushed check traces/ --baseline unflushed.json

Exit codes: 0 judged and nothing found; 1 findings at or above --fail-on, or a
deviation; 2 usage or unreadable input; 3 nothing could be judged.`,
    )
    .action(async (captures: string[], _, command: Command) => {
      const { settingsFor } = await import("../../../run/config/settings.js");
      const { check } = await import("./action.js");
      invocation.exitCode = await check(captures, await settingsFor(bySource(command), invocation.stderr), invocation);
    });
  withUndoing(withRuleOptions(command), "notes", "pass-with-no-responses", "strict");
}
