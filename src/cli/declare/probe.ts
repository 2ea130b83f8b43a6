import { type Command, Option } from "commander";
import { UnflushedError } from "../../errors.js";
import { byteCount, byteRate, seconds } from "../units.js";
import { wholeNumber } from "./whole-number.js";

const MOST_REQUESTS = 10_000;
const MOST_AT_ONCE = 256;

/** `unflushed probe URL` */
export function declareProbe(program: Command): void {
  program
    .command("probe")
    .description("request a URL and read the response slowly: was it whole?")
    .argument("<url>", "http://host:port/path, or http+unix://%2Frun%2Fa.sock/path for a Unix socket")
    .option("--rate <rate>", "read so many bytes a second, such as 20MB/s or 512KiB/s", byteRate)
    .option("--delay <time>", "wait before the first read, such as 250ms or 0.3s", seconds)
    .option("--jitter", "wait a random part of the delay and of each pause, instead of all of it")
    .option("--seed <number>", "make the random parts the same again (32 bits)", bounded(wholeNumber, 0, 2 ** 32 - 1))
    .option(
      "--rcvbuf <size>",
      "SO_RCVBUF before connecting (TCP on Linux); the kernel doubles it",
      bounded(byteCount, 1, 2 ** 30),
    )
    .option("--post <body>", "upload a body: length:1000 or chunked:1000 (bytes, or such as 64KiB)")
    .option("--half-close", "shut down the sending side after the request")
    .option("--method <name>", "request method (default: GET, or POST with a body)")
    .option("-H, --header <field>", "a header field, 'Name: value'; may be repeated", collect)
    .option(
      "-n, --requests <number>",
      "requests, each on its own connection",
      bounded(wholeNumber, 1, MOST_REQUESTS),
      1,
    )
    .option("-c, --concurrency <number>", "requests at the same time", bounded(wholeNumber, 1, MOST_AT_ONCE), 1)
    .addOption(
      new Option("--timeout <time>", "longest that the server may keep one request waiting in all")
        .argParser(positiveSeconds)
        .default(30, "30s"),
    )
    .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
    .option("--no-progress", "no progress bar on standard error")
    .addHelpText(
      "after",
      `
The bytes that are not read yet stay in the kernel. On TCP that is the server's
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
      const { probeUrl } = await import("../probe.js");
      process.exitCode = await probeUrl(url, options);
    });
}

function collect(field: string, fields: readonly string[] = []): string[] {
  return [...fields, field];
}

function bounded(parse: (text: string) => number, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = parse(text);
    if (value >= least && value <= most) return value;
    throw new UnflushedError("usage", `${text} is out of range: give one from ${least} to ${most}`);
  };
}

function positiveSeconds(text: string): number {
  const span = seconds(text);
  if (span > 0) return span;
  throw new UnflushedError("usage", "a timeout of no time leaves nothing to wait for: give one such as 30s");
}
