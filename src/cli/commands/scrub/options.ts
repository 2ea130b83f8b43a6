import type { Command } from "commander";
import type { Invocation } from "../../../run/streams.js";

/** `unflushed scrub CAPTURE` */
export function declareScrub(program: Command, invocation: Invocation): void {
  program
    .command("scrub")
    .description("write a capture that gives the same findings, without what its traffic said")
    .argument("<capture>", "a file of strace output, or the files of -ff, which become one")
    .option("-o, --output <file>", "the file to write (.gz compresses it); standard output if none is named")
    .option("--force", "replace a file that is there already")
    .option("--minimize", "keep only the lines that the findings need")
    .option("--no-progress", "no progress bar on standard error")
    .addHelpText(
      "after",
      `
Bodies, header values, targets, paths, addresses, names of commands and all other
text are replaced by others of the same length; sizes, times, methods, status codes
and the headers that frame messages stay. The result is analysed again: nothing is
written if it would give another verdict.

Examples:
  unflushed scrub server.strace -o sample.strace
  unflushed scrub server.strace --minimize -o sample.strace.gz

Exit codes: 0 written; 2 usage, unreadable input, or nothing was written.`,
    )
    .action(async (capture: string, options) => {
      const { scrub } = await import("./action.js");
      invocation.exitCode = await scrub(capture, options, invocation);
    });
}
