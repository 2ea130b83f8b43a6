import type { Command } from "commander";
import { wholeNumber } from "../../../core/text/whole-number.js";
import type { Invocation } from "../../../run/streams.js";
import { connectionId } from "../../options/connection-id.js";
import { withFilterOptions } from "../../options/filter-options.js";
import { withProtocolOption } from "../../options/protocol-option.js";

/** `unflushed timeline [CAPTURE]` */
export function declareTimeline(program: Command, invocation: Invocation): void {
  const command = program
    .command("timeline")
    .description("print what happened on a connection, call by call, and a plot of accepted bytes")
    .argument("[capture]", "a file of strace output; - is standard input", "-")
    .option("--connection <id>", "the connection to show, such as c3, or 3 for short", connectionId)
    .option("--fd <number>", "only connections on this fd", wholeNumber)
    .option("--all", "show each connection, and not a list of them if there are several");
  const pid = "only connections that these pids opened or made calls on, with commas or blanks";
  withProtocolOption(withFilterOptions(command, { pid })).addHelpText(
    "after",
    `
Of several connections that carried responses, a list is printed to choose from.

Examples:
  unflushed timeline server.strace
  unflushed timeline server.strace --connection c3
  unflushed timeline server.strace --pid 4711 --all

Exit codes: 0 printed, or a filter keeps no response; 2 usage, unreadable input, or
no connection that matches.`,
  );
  command.action(async (capture: string, options) => {
    const { timeline } = await import("./action.js");
    invocation.exitCode = await timeline(capture, options, invocation);
  });
}
