#!/usr/bin/env node
import { UnflushedError } from "../errors.js";
import { version } from "../run/version.js";
import { Command, CommanderError } from "./commander.js";
import { declarationsFor } from "./commands/all.js";

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

for (const declare of await declarationsFor(process.argv.slice(2))) declare(program);

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT_PIPE_CLOSED);
  process.stderr.write(`unflushed: standard output cannot be written (${error.code}): what was found is incomplete\n`);
  process.exit(EXIT_USAGE);
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
