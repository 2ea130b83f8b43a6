import type { Command } from "commander";
import type { Invocation } from "../../../run/streams.js";

/** `unflushed parse [CAPTURE...]` */
export function declareParse(program: Command, invocation: Invocation): void {
  program
    .command("parse")
    .description("print one JSON object per call, with its halves joined and its arguments typed")
    .argument("[capture...]", "captures; - is standard input")
    .option("--show-unrecognized", "print the lines that could not be read, on standard error")
    .option("--strict", "fail if a line of strace could not be read")
    .action(async (captures: string[], options) => {
      const { parse } = await import("./action.js");
      invocation.exitCode = await parse(captures, options, invocation);
    });
}
