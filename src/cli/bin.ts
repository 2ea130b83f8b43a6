#!/usr/bin/env node
import { EXIT_USAGE, main } from "./main.js";
import { standardInput } from "./terminal/standard-input.js";
import { wholeStream } from "./terminal/whole-stream.js";

const EXIT_PIPE_CLOSED = 141; // what a filter killed by SIGPIPE ends with: quiet, and never green

const { env } = process;
const [stdout, stderr] = [wholeStream(process.stdout), wholeStream(process.stderr)];
let isSilenced = false;

stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT_PIPE_CLOSED);
  stderr.write(`unflushed: standard output cannot be written (${error.code}): what was found is incomplete\n`);
  process.exit(EXIT_USAGE);
});
// what was to be read there is lost, and with `record` the documents are
stderr.on("error", ({ code }: NodeJS.ErrnoException) => {
  isSilenced ||= code !== "EPIPE";
  if (isSilenced) process.exitCode = EXIT_USAGE;
});

process.exitCode = EXIT_USAGE; // a run that does not come to its end is never green
// nothing is left to do: the process need not give its memory back piece by piece
process.once("beforeExit", () => process.exit());
main(process.argv.slice(2), { stdin: standardInput, stdout, stderr, env }).then((code) => {
  process.exitCode = isSilenced ? EXIT_USAGE : code;
});
