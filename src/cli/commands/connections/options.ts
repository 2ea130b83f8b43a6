import { type Command, Option } from "commander";
import { wholeNumber } from "../../../core/text/whole-number.js";
import type { Invocation } from "../../../run/streams.js";
import { ORDERS } from "../../../tools/connections/order.js";
import { withFilterOptions } from "../../options/filter-options.js";
import { withProtocolOption } from "../../options/protocol-option.js";
import { withUnrecognizedOptions } from "../../options/unrecognized-options.js";

/** `unflushed connections [CAPTURE...]` */
export function declareConnections(program: Command, invocation: Invocation): void {
  const command = program
    .command("connections")
    .description("list the connections, a line each: when, who, between whom, how many requests, what was lost")
    .argument("[capture...]", "captures, named as for check; - is standard input")
    .addOption(new Option("--sort <order>", "what comes first").choices(ORDERS).default("lost"))
    .option("--limit <number>", "no more than so many connections", wholeNumber);
  withUnrecognizedOptions(withProtocolOption(withFilterOptions(command)))
    .option("--jobs <number>", "captures to read at a time, each on a thread (default: the cores)", wholeNumber)
    .addOption(new Option("--progress").default(true).hideHelp())
    .option("--no-progress", "no progress bar on standard error while a long capture is read")
    .addHelpText(
      "after",
      `
The connections that lost most come first. Times are those of the capture: of
-ttt in UTC, of -t and -tt by the clock of the machine.

Examples:
  unflushed connections server.strace
  unflushed connections server.strace --sort duration --limit 20
  unflushed connections server.strace --since 14:02:10 --target '/api/*'
  unflushed timeline server.strace --connection c3

Exit codes: 0 listed; 2 usage or unreadable input.`,
    )
    .action(async (captures: string[], options) => {
      const { connections } = await import("./action.js");
      invocation.exitCode = await connections(captures, options, invocation);
    });
}
