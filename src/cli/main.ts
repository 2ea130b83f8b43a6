#!/usr/bin/env node
import { Command, CommanderError, Option } from "commander";
import { UnflushedError } from "../errors.js";
import { version } from "./version.js";

const EXIT_USAGE = 2;
const EXIT_PIPE_CLOSED = 141; // what a filter killed by SIGPIPE ends with: quiet, and never green

const program = new Command("unflushed")
  .description("Reads strace output of an HTTP server and says which responses the program cut short.")
  .version(version)
  .exitOverride()
  .addHelpText(
    "after",
    `
Examples:
  unflushed server.strace
  strace -f -e trace=network,desc,process -s 4096 -yy ./server 2>&1 | unflushed
  unflushed timeline server.strace --connection c3

Exit codes: 0 judged and nothing found, 1 findings, 2 usage or unreadable input, 3 nothing could be judged.`,
  );

program
  .command("check", { isDefault: true })
  .description("judge every response in the captures (standard input where none is named)")
  .argument(
    "[capture...]",
    "files of strace output (also .gz, .zst, .xz), or NAME of the NAME.PID of -ff; - is standard input",
  )
  .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
  .addOption(
    new Option("--fail-on <level>", "lowest level of finding that makes the exit code 1")
      .choices(["error", "warning", "note"])
      .default("error"),
  )
  .option("--notes", "print every note in full, not only the first of each rule")
  .option("--pass-with-no-responses", "exit 0 also where nothing could be judged")
  .option("--show-unrecognized", "print the lines that could not be read, on standard error")
  .option("--strict", "fail where a line of strace could not be read")
  .option("--no-progress", "no progress bar on standard error while a long capture is read")
  .action(async (captures: string[], options) => {
    const { check } = await import("./check.js");
    process.exitCode = await check(captures, options);
  });

program
  .command("parse")
  .description("print every call as a JSON object a line, its halves joined and its arguments typed")
  .argument("[capture...]", "captures; - is standard input")
  .option("--show-unrecognized", "print the lines that could not be read, on standard error")
  .option("--strict", "fail where a line of strace could not be read")
  .action(async (captures: string[], options) => {
    const { parse } = await import("./parse.js");
    process.exitCode = await parse(captures, options);
  });

program
  .command("timeline")
  .description("print what happened on each connection, call by call, and a plot of accepted bytes")
  .argument("[capture]", "a file of strace output; - is standard input", "-")
  .option("--connection <id>", "only this connection, such as c3")
  .option("--fd <number>", "only connections on this fd", wholeNumber)
  .option("--pid <number>", "only connections that this pid opened or worked on", wholeNumber)
  .action(async (capture: string, options) => {
    const { timeline } = await import("./timeline.js");
    process.exitCode = await timeline(capture, options);
  });

program
  .command("rules")
  .description("list the rules, or explain one: what it flags, why it matters, how to fix it, with examples")
  .argument("[id]", "a rule, such as shut-wr-outstanding")
  .action(async (id: string | undefined) => {
    const { explainRules } = await import("./rules.js");
    explainRules(id);
  });

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new UnflushedError("usage", `${text} is not a whole number: give one such as 7`);
  return Number(text);
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(EXIT_PIPE_CLOSED);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
  else if (error instanceof UnflushedError) {
    process.stderr.write(`unflushed: ${error.message}\n`);
    process.exitCode = EXIT_USAGE;
  } else {
    process.stderr.write(`unflushed: internal error, please report it: ${(error as Error).stack ?? error}\n`);
    process.exitCode = EXIT_USAGE;
  }
}
