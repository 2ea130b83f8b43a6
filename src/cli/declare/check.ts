import { type Command, Option } from "commander";
import { askFormat, FORMATS } from "../asked-format.js";
import { wholeNumber } from "./whole-number.js";

/** `unflushed [check] [CAPTURE...]` */
export function declareCheck(program: Command): void {
  program
    .command("check", { isDefault: true })
    .description("judge every response in the captures (standard input where none is named)")
    .argument(
      "[capture...]",
      "files of strace output (also .gz, .zst, .xz), or NAME of the NAME.PID of -ff; - is standard input",
    )
    .addOption(
      new Option("--format <format[=file]>", "what to print, or to write into a file; may be repeated")
        .choices(FORMATS)
        .argParser(askFormat),
    )
    .addOption(
      new Option("--fail-on <level>", "lowest level of finding that makes the exit code 1")
        .choices(["error", "warning", "note"])
        .default("error"),
    )
    .option("--notes", "print every note in full, not only the first of each rule")
    .option("--pass-with-no-responses", "exit 0 also where nothing could be judged")
    .option("--show-unrecognized", "print the lines that could not be read, on standard error")
    .option("--strict", "fail where a line of strace could not be read")
    .option("--jobs <number>", "captures to check at a time, each on a thread (default: the cores)", wholeNumber)
    .option("--no-progress", "no progress bar on standard error while a long capture is read")
    .action(async (captures: string[], options) => {
      const { check } = await import("../check.js");
      process.exitCode = await check(captures, options);
    });
}
