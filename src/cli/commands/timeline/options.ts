import type { Command } from "commander";
import type { Invocation } from "../../../run/streams.js";
import { withFilterOptions } from "../../options/filter-options.js";
import { withProtocolOption } from "../../options/protocol-option.js";
import { wholeNumber } from "../../options/whole-number.js";

/** `unflushed timeline [CAPTURE]` */
export function declareTimeline(program: Command, invocation: Invocation): void {
  const command = program
    .command("timeline")
    .description("print what happened on each connection, call by call, and a plot of accepted bytes")
    .argument("[capture]", "a file of strace output; - is standard input", "-")
    .option("--connection <id>", "only this connection, such as c3")
    .option("--fd <number>", "only connections on this fd", wholeNumber);
  const pid = "only connections that these pids opened or made calls on, with commas or blanks";
  withProtocolOption(withFilterOptions(command, { pid })).addHelpText(
    "after",
    `
Examples:
  unflushed timeline server.strace
  unflushed timeline server.strace --connection c3

Exit codes: 0 printed, or a filter keeps no response; 2 usage, unreadable input, or
no connection that matches.`,
  );
  command.action(async (capture: string, options) => {
    const { timeline } = await import("./action.js");
    invocation.exitCode = await timeline(capture, options, invocation);
  });
}
