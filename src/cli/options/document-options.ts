import { askFormat, FORMATS } from "../../run/documents/asked-format.js";
import { type Command, Option } from "../commander.js";

/** The options of every command that writes the documents of a run: what they are, and when the run has failed. */
export function documentOptions(command: Command): Command {
  return command
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
    .option("--pass-with-no-responses", "exit 0 also where nothing could be judged");
}
