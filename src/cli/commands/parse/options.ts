import type { Command } from "commander";
import type { Invocation } from "../../../run/streams.js";
import { withUnrecognizedOptions } from "../../options/unrecognized-options.js";

/** `unflushed parse [CAPTURE...]` */
export function declareParse(program: Command, invocation: Invocation): void {
  const command = program
    .command("parse")
    .description("print one JSON object per call, with its halves joined and its arguments typed")
    .argument("[capture...]", "captures; - is standard input");
  withUnrecognizedOptions(command).addHelpText(
    "after",
    `
Examples:
  unflushed parse server.strace
  unflushed parse server.strace | jq 'select(.call == "shutdown")'

Exit codes: 0 printed; 2 usage or unreadable input.`,
  );
  command.action(async (captures: string[], options) => {
    const { parse } = await import("./action.js");
    invocation.exitCode = await parse(captures, options, invocation);
  });
}
