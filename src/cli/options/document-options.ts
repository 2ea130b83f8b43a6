import { type Command, Option } from "commander";
import { formats } from "../../core/formats/index.js";
import { LEVELS } from "../../core/rules/rule.js";
import { wholeNumber } from "../../core/text/whole-number.js";
import { askFormat } from "../../run/documents/asked-format.js";
import { withDateOption } from "./date-option.js";

/** Adds the options of every command that writes the documents of a run: what they are, and when the run has failed. */
export function withDocumentOptions(command: Command): Command {
  return withDateOption(command)
    .addOption(
      new Option("--format <format[=file]>", "what to print, or to write into a file; may be repeated")
        .choices(formats.map(({ name }) => name))
        .argParser(askFormat),
    )
    .addOption(
      new Option("--fail-on <level>", "lowest level of finding that makes the exit code 1")
        .choices(LEVELS)
        .default("error"),
    )
    .option("--all", "print every finding in full, not only the first of each kind")
    .option("--limit <number>", "print at most so many lines for the other findings of a kind", wholeNumber)
    .addOption(new Option("--summary", "print what the findings come to, and none of them").conflicts(["all", "limit"]))
    .addOption(
      new Option("-q, --quiet", "print nothing but errors; the exit code and files say the rest").conflicts("all"),
    )
    .option("--notes", "print every note, not only the first of each rule")
    .option("--pass-with-no-responses", "exit 0 also if nothing could be judged");
}

/** For the end of a command's help: what each format is. */
export function formatsHelp(): string {
  const rows = [...formats, { name: "./FILE.mjs", summary: "a format of your own: a module that makes one" }];
  const column = Math.max(...rows.map(({ name }) => name.length));
  return `\nFormats:\n${rows.map(({ name, summary }) => `  ${name.padEnd(column)}  ${summary}`).join("\n")}`;
}
