import { type Command, Option } from "commander";
import { wholeNumber } from "../../../core/text/whole-number.js";
import type { Invocation } from "../../../run/streams.js";
import { connectionId } from "../../options/connection-id.js";
import { withFilterOptions } from "../../options/filter-options.js";
import { withProtocolOption } from "../../options/protocol-option.js";
import { withUnrecognizedOptions } from "../../options/unrecognized-options.js";

/** `unflushed path [CAPTURE...]` */
export function declarePath(program: Command, invocation: Invocation): void {
  const command = program
    .command("path")
    .description("print the hops of each request that lost bytes, and the server at which they were lost first")
    .argument("[capture...]", "captures of one hop or of several, named as for check; - is standard input")
    .option("--connection <id>", "only paths over this connection, such as c3, or 3 for short", connectionId)
    .option("--summary", "only where the losses begin, not each path")
    .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
    .option("--jobs <number>", "captures to read at a time, each on a thread (default: the cores)", wholeNumber);
  withUnrecognizedOptions(withProtocolOption(withFilterOptions(command)))
    .addOption(new Option("--progress").default(true).hideHelp())
    .option("--no-progress", "no progress bar on standard error while a long capture is read")
    .addHelpText(
      "after",
      `
A path has a row for each side of each hop, from the client's side inwards: what
the program sent or received, how that ended, and where bytes were lost first.

Examples:
  unflushed path all.strace
  unflushed path proxy.strace app.strace --target '/api/*'
  unflushed path traces/ --summary --status 5xx
  unflushed record -o all.strace --also 'nginx -c lab.conf' node app.js
  unflushed path all.strace

Exit codes: 0 nothing lost; 1 bytes were lost; 2 usage or unreadable input; 3
nothing could be judged.`,
    )
    .action(async (captures: string[], options) => {
      const { path } = await import("./action.js");
      invocation.exitCode = await path(captures, options, invocation);
    });
}
