import type { Command } from "commander";
import { day } from "./filter-values.js";

/** Adds the option that says on which day captures with times of day began. Filters and documents both want it: a command has it once. */
export function withDateOption(command: Command): Command {
  if (command.options.some(({ long }) => long === "--date")) return command;
  return command.option("--date <day>", "the day on which captures of -t and -tt begin, such as 2026-12-01", day);
}
