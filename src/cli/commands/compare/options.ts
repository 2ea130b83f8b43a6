import { type Command, Option } from "commander";
import { RECORD_INTO_PIPE } from "../../../core/recipe.js";
import type { Invocation } from "../../../run/streams.js";
import { withFilterOptions } from "../../options/filter-options.js";
import { withUnrecognizedOptions } from "../../options/unrecognized-options.js";

/** `unflushed compare BEFORE AFTER` */
export function declareCompare(program: Command, invocation: Invocation): void {
  const command = program
    .command("compare")
    .description("compare the responses of two builds under the same work: did the new one fix it?")
    .argument("<before>", "the capture of the old build: a file, or NAME of the NAME.PID of -ff; - is standard input")
    .argument("<after>", "the capture of the new build")
    .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"));
  withUnrecognizedOptions(withFilterOptions(command))
    .option("--no-progress", "no progress bar on standard error while long captures are read")
    .addHelpText(
      "after",
      `
AFTER is worse if a larger share of its judged responses failed (truncated,
overrun, reset or stalled), or if a larger share of their bytes was lost. It counts
for all responses together, and for those of each target that both captures have.

Examples:
  unflushed compare old.strace new.strace
  ${RECORD_INTO_PIPE} compare old.strace -

Exit codes: 0 AFTER is not worse; 1 it is; 2 usage or unreadable input; 3 the
captures prove nothing: too little could be judged, or they share no work.`,
    )
    .action(async (before: string, after: string, options) => {
      const { compare } = await import("./action.js");
      invocation.exitCode = await compare({ before, after }, options, invocation);
    });
}
