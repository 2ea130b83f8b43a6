import { type Command, Option } from "commander";
import { RECORD_INTO_PIPE } from "../../../core/recipe.js";
import { LEVELS } from "../../../core/rules/rule.js";
import { wholeNumber } from "../../../core/text/whole-number.js";
import type { Invocation } from "../../../run/streams.js";
import { withFilterOptions } from "../../options/filter-options.js";
import { bySource, withRuleOptions } from "../../options/rule-options.js";
import { withUnrecognizedOptions } from "../../options/unrecognized-options.js";

const INTO_VIEW = RECORD_INTO_PIPE.replace(/unflushed$/, "unflushed view");

/** `unflushed view [CAPTURE...]` */
export function declareView(program: Command, invocation: Invocation): void {
  const command = program
    .command("view")
    .description("show captures, or a running server, on a page in the browser")
    .argument("[capture...]", "captures, named as for check; - is standard input")
    .option("--port <number>", "the port of the page (default: one that is free)", wholeNumber)
    .option("--open", "also open the page in the browser")
    .addOption(
      new Option("--fail-on <level>", "lowest level of finding that makes the exit code 1")
        .choices(LEVELS)
        .default("error"),
    );
  withFilterOptions(withUnrecognizedOptions(withRuleOptions(command)))
    .option("--jobs <number>", "captures to read at a time, each on a thread (default: the cores)", wholeNumber)
    .addOption(new Option("--links").default(true).hideHelp())
    .option("--no-links", "each hop of a request by itself: do not look for the one that lost its bytes first")
    .addHelpText(
      "after",
      `
Only this machine can open the page, and its address cannot be guessed. If
strace writes into the command, the page shows each finding at once. Ctrl-C
ends the command, and the page with it.

Examples:
  unflushed view server.strace
  unflushed view proxy.strace app.strace --open
  ${INTO_VIEW}

Exit codes: after Ctrl-C 0 judged and nothing found; 1 findings at or above
--fail-on; 2 usage or unreadable input, at once if no capture can be read;
3 nothing could be judged.`,
    )
    .action(async (captures: string[], _, command: Command) => {
      const { settingsFor } = await import("../../../run/config/settings.js");
      const { view } = await import("./action.js");
      invocation.exitCode = await view(captures, await settingsFor(bySource(command), invocation.stderr), invocation);
    });
}
