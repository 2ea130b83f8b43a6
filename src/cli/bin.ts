#!/usr/bin/env node
import { EXIT_USAGE, main } from "./main.js";

const EXIT_PIPE_CLOSED = 141; // what a filter killed by SIGPIPE ends with: quiet, and never green

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT_PIPE_CLOSED);
  process.stderr.write(`unflushed: standard output cannot be written (${error.code}): what was found is incomplete\n`);
  process.exit(EXIT_USAGE);
});

process.exitCode = EXIT_USAGE; // a run that does not come to its end is never green
main(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
