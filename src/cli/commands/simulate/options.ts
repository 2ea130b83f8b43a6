import { type Command, Option } from "commander";
import type { Invocation } from "../../../run/streams.js";
import { CASE_OPTIONS, type CaseOption } from "../../../tools/simulate/case-options.js";
import { caseValue } from "../../../tools/simulate/case-values.js";
import { DIALECT_NAMES, DIALECTS } from "../../../tools/simulate/strace/dialects.js";

const DIALECT_HELP = DIALECT_NAMES.map((name) => `  ${name.padEnd(14)} strace ${DIALECTS[name].options}`).join("\n");

/** The option of a parameter. */
function optionOf(row: CaseOption): Option {
  const option = new Option(`--${row.name} ${row.value}`, row.description);
  if (row.kind === "choice") option.choices(row.choices);
  else option.argParser((text) => caseValue(row, text));
  return row.usual === null ? option : option.default(row.usual, row.shown);
}

/** `unflushed simulate` */
export function declareSimulate(program: Command, invocation: Invocation): void {
  const command = program
    .command("simulate")
    .description("print the strace output of a simulated server with a slow reader: with the bug, or with a fix");
  for (const row of CASE_OPTIONS) command.addOption(optionOf(row));
  command
    .addOption(
      new Option("--dialect <name>", "the options of strace, by name (see below)")
        .choices(DIALECT_NAMES)
        .default("standard"),
    )
    .option("--plot", "draw sent, buffered and outstanding bytes over time instead of strace output")
    .addOption(new Option("--sweep <parameter>", "try readers of all speeds under every policy").choices(["read-rate"]))
    .addHelpText(
      "after",
      `
Dialects:
${DIALECT_HELP}

Examples:
  unflushed simulate | unflushed
  unflushed simulate --policy flush-before-shutdown --plot
  unflushed simulate --sweep read-rate --plot

Exit codes: 0 printed; 2 usage.`,
    )
    .action(async (options) => {
      const { simulateServer } = await import("./action.js");
      simulateServer(options, invocation);
    });
}
