import type { Command } from "commander";
import type { Invocation } from "../../../run/streams.js";
import { formatsHelp, withDocumentOptions } from "../../options/document-options.js";
import { bySource, withRuleOptions, withUndoing } from "../../options/rule-options.js";
import { pidList } from "./pid-list.js";

/** `unflushed record COMMAND...` */
export function declareRecord(program: Command, invocation: Invocation): void {
  program.enablePositionalOptions(); // what follows COMMAND is the command's
  const command = program
    .command("record")
    .description("run programs under strace, or attach to some, and judge their responses meanwhile")
    .argument("[command...]", "the program and its arguments; -- may stand before it")
    .option(
      "-p, --pid <pids>",
      "attach to all threads of these processes, a list such as 7,8 or of pidof; may be repeated; Ctrl-C detaches",
      pidList,
    )
    .option("--children", "with -p, trace all processes that descend from these (default: those of the same program)")
    .option("--no-children", "with -p, trace no process that descends from these")
    .option("--also <command>", "start this program as well, for the same capture; may be repeated", also)
    .option("-o, --output <file>", "keep the capture as well (.gz compresses it)")
    .option("--force", "replace a file that is there already")
    .option("--narrow", "trace fewer calls: disturbs the program less, and proves less")
    .option("--allow-io-uring", "let the program set up an io_uring, whose reads and writes strace cannot show")
    .option("--print-command", "print the strace command that would be run, and run nothing");
  withDocumentOptions(command)
    .passThroughOptions()
    .addHelpText("after", formatsHelp())
    .addHelpText(
      "after",
      `
Documents without a file go to standard error; standard input, output and error are the program's.

Examples:
  unflushed record -o server.strace ./server --port 8080
  unflushed record -p PID
  unflushed record -o all.strace --also 'nginx -c lab.conf' node app.js

Exit codes: 1 with findings at or above --fail-on; else the program's own, 128 + N
if signal N killed it; without one, as with -p, 0, 1 or 3 as for check. 2 if nothing
was run, or if a document could not be written.`,
    )
    .action(async (traced: string[], _, command: Command) => {
      const { settingsFor } = await import("../../../run/config/settings.js");
      const { record } = await import("./action.js");
      invocation.exitCode = await record(traced, await settingsFor(bySource(command), invocation.stderr), invocation);
    });
  withUndoing(withRuleOptions(command), "notes", "pass-with-no-responses");
}

/** Adds one `--also` to those before it. */
function also(line: string, before: readonly string[] = []): string[] {
  return [...before, line];
}
