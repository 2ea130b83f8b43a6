import { type Command, Option } from "commander";
import { wholeNumber } from "../../../core/text/whole-number.js";
import type { Invocation } from "../../../run/streams.js";
import { withPlanOptions } from "../../options/plan-options.js";
import { bounded, positiveSeconds } from "../../options/values.js";

const MOST_REQUESTS = 10_000;
const MOST_AT_ONCE = 256;

/** `unflushed probe URL` */
export function declareProbe(program: Command, invocation: Invocation): void {
  const command = program
    .command("probe")
    .description("request a URL and read the response slowly: was it whole?")
    .argument("<url>", "http://host:port/path, or http+unix://%2Frun%2Fa.sock/path for a Unix socket");
  withPlanOptions(command)
    .option(
      "-n, --requests <number>",
      "requests, each on its own connection",
      bounded(wholeNumber, 1, MOST_REQUESTS),
      1,
    )
    .option("-c, --concurrency <number>", "requests at the same time", bounded(wholeNumber, 1, MOST_AT_ONCE), 1)
    .addOption(
      new Option("--timeout <time>", "longest time that the server may keep one request waiting")
        .argParser(positiveSeconds)
        .default(30, "30s"),
    )
    .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
    .option("--no-progress", "no progress bar on standard error")
    .addHelpText(
      "after",
      `
Bytes that are not read yet stay in the kernel. On TCP that is the server's
send buffer and the client's receive buffer, which --rcvbuf keeps small. On a
Unix socket the sender's SO_SNDBUF alone bounds what is in flight.
Only the host in the URL is contacted: no redirect, no proxy.

Examples:
  unflushed probe http://127.0.0.1:8080/large --delay 0.3s --rcvbuf 8KiB
  unflushed probe http+unix://%2Frun%2Fa.sock/large --post chunked:1000 \\
    --delay 0.3s --jitter --requests 25

Exit codes: 0 every response was whole; 1 one was cut short, or never came while
others did; 2 usage, or no connection at all; 3 nothing could be judged.`,
    )
    .action(async (url: string, options) => {
      const { probeUrl } = await import("./action.js");
      invocation.exitCode = await probeUrl(url, options, invocation);
    });
}
