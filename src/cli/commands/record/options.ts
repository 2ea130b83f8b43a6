import type { Invocation } from "../../../run/streams.js";
import { type Command, Option } from "../../commander.js";
import { bySource, withRuleOptions, withUndoing } from "../../options/rule-options.js";
import { wholeNumber } from "../../options/whole-number.js";

/** `unflushed record COMMAND...` */
export function declareRecord(program: Command, invocation: Invocation): void {
  program.enablePositionalOptions(); // what follows COMMAND is the command's
  const command = program
    .command("record")
    .description("run a program under strace, or attach to one, and judge its responses meanwhile")
    .argument("[command...]", "the program and its arguments; -- may stand before it")
    .option("-p, --pid <pid>", "attach to all threads of this process; Ctrl-C detaches", wholeNumber)
    .option("-o, --output <file>", "keep the capture as well (.gz compresses it)")
    .option("--narrow", "trace fewer calls: disturbs the program less, and proves less")
    .option("--print-command", "print the strace command that would be run, and run nothing")
    .addOption(
      new Option("--fail-on <level>", "lowest level of finding that makes the exit code 1")
        .choices(["error", "warning", "note"])
        .default("error"),
    )
    .option("--notes", "print every note in full, not only the first of each rule")
    .passThroughOptions()
    .addHelpText(
      "after",
      `
Findings and the summary go to standard error; standard input, output and error are the program's.

Exit code: 1 with findings at or above --fail-on; else the program's own, 128 + N
where signal N killed it; with -p, 0, 1 or 3 as for check. 2 where nothing was run.`,
    )
    .action(async (traced: string[], _, command: Command) => {
      const { settingsFor } = await import("../../../run/config/settings.js");
      const { record } = await import("./action.js");
      invocation.exitCode = await record(traced, await settingsFor(bySource(command)), invocation);
    });
  withUndoing(withRuleOptions(command), "notes");
}
