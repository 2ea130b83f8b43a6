import type { Command } from "commander";

/** Adds what decides about lines that look like strace's and cannot be read. */
export function withUnrecognizedOptions(command: Command): Command {
  return command
    .option("--show-unrecognized", "print the lines that could not be read, on standard error")
    .option("--strict", "fail if a line of strace could not be read");
}
