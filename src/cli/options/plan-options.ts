import type { Command } from "commander";
import { byteCount, byteRate, seconds } from "../../core/text/units.js";
import { wholeNumber } from "../../core/text/whole-number.js";
import { bounded } from "./values.js";

/** Adds the options that say what a probe requests, and how it reads the response. */
export function withPlanOptions(command: Command): Command {
  return command
    .option("--rate <rate>", "read so many bytes a second, such as 20MB/s or 512KiB/s", byteRate)
    .option("--delay <time>", "wait before the first read, such as 250ms or 0.3s", seconds)
    .option("--jitter", "wait a random part of the delay and of each pause, instead of all of it")
    .option(
      "--seed <number>",
      "make the random parts the same again (a number of 32 bits)",
      bounded(wholeNumber, 0, 2 ** 32 - 1),
    )
    .option(
      "--rcvbuf <size>",
      "SO_RCVBUF before connecting (TCP on Linux); the kernel doubles it",
      bounded(byteCount, 1, 2 ** 30),
    )
    .option("--post <body>", "upload a body: length:1000 or chunked:1000 (bytes, or such as 64KiB)")
    .option("--half-close", "shut down the sending side after the request")
    .option("--method <name>", "request method (default: GET, or POST with a body)")
    .option("-H, --header <field>", "a header field, 'Name: value'; may be repeated", collect);
}

function collect(field: string, fields: readonly string[] = []): string[] {
  return [...fields, field];
}
