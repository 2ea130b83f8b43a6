import type { Command } from "commander";
import { withDateOption } from "./date-option.js";
import { leastLost, pattern, pids, statuses, time, verdicts } from "./filter-values.js";

/** What a command calls its own options that say the same. */
interface FilterHelp {
  readonly target?: string;
  readonly pid?: string;
}

/** Adds the options that choose among responses: all of them have to hold, and of each list one. */
export function withFilterOptions(command: Command, { target, pid }: FilterHelp = {}): Command {
  return withDateOption(command)
    .option("--target <glob>", target ?? "only requests for such targets; * stands for any text", pattern("--target"))
    .option(
      "--peer <address>",
      "only connections with such another end: an address, with or without its port; * as above",
      pattern("--peer"),
    )
    .option("--server <address>", "only responses of the servers at such addresses", pattern("--server"))
    .option("--status <list>", "only responses with such statuses: 200, 5xx, 200-299, with commas", statuses)
    .option(
      "--verdict <list>",
      "only responses with such verdicts: truncated, undetermined, ..., with commas",
      verdicts,
    )
    .option(
      "--since <time>",
      "only responses that began then or later: 14:02:10, 2026-12-01T14:02:10Z, @1796086933.2, +2.5s",
      time("--since"),
    )
    .option("--until <time>", "only responses that began then or earlier", time("--until"))
    .option("--pid <list>", pid ?? "only connections of these processes, with commas or blanks", pids)
    .option("--min-lost <size>", "only responses that lack at least so much, such as 1000 or 64KiB", leastLost);
}
