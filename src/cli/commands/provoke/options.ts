import { type Command, Option } from "commander";
import { wholeNumber } from "../../../core/text/whole-number.js";
import { UnflushedError } from "../../../errors.js";
import type { Invocation } from "../../../run/streams.js";
import { withPlanOptions } from "../../options/plan-options.js";
import { bounded, positiveSeconds } from "../../options/values.js";

const MOST_ATTEMPTS = 1000;

/** `unflushed provoke --probe URL COMMAND...` */
export function declareProvoke(program: Command, invocation: Invocation): void {
  program.enablePositionalOptions(); // what follows COMMAND is the command's
  const command = program
    .command("provoke")
    .description("refuse a server's writes with strace's fault injection: does it keep the bytes?")
    .argument("<command...>", "the server and its arguments; -- may stand before it")
    .requiredOption("--probe <url>", "what to request: http://host:port/path, or http+unix://%2Frun%2Fa.sock/path")
    .option(
      "--when <writes>",
      "which writes of the response to refuse, such as 2 or 1,2,5 (default: see below)",
      writes,
    )
    .addOption(
      new Option("--attempts <number>", "runs for each of these writes")
        .argParser(bounded(wholeNumber, 1, MOST_ATTEMPTS))
        .default(3),
    )
    .addOption(
      new Option("--timeout <time>", "longest time that the server may keep one request waiting")
        .argParser(positiveSeconds)
        .default(10, "10s"),
    )
    .option("--no-wake", "send nothing to a server that is silent after a refusal");
  withPlanOptions(command)
    .option("--keep <folder>", "keep the captures and what the server prints")
    .option("--force", "replace the captures of another run in that folder")
    .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
    .passThroughOptions()
    .addHelpText(
      "after",
      `
A dry run shows the writes of the response. Then the server is started once for
each write to refuse and each attempt. It is the first write that met a full socket,
or the first three if none did. --delay is 0.25s unless given, so that a large
response fills its socket.

Examples:
  unflushed provoke --probe http://127.0.0.1:8080/large -- ./server --port 8080
  unflushed provoke --probe http+unix://%2Frun%2Fa.sock/3300000 \\
    --post chunked:1000 --when 2 --attempts 20 ./server /run/a.sock

Exit codes: 0 the response survived every refusal; 1 bytes were lost; 2 usage, no
strace, or a server that does not listen; 3 a run stalled, or nothing was provoked.`,
    )
    .action(async (server: string[], options) => {
      const { provokeServer } = await import("./action.js");
      invocation.exitCode = await provokeServer(server, options, invocation);
    });
}

function writes(text: string): number[] {
  if (!/^[1-9]\d{0,4}(?:,[1-9]\d{0,4})*$/.test(text)) {
    throw new UnflushedError("usage", `--when ${text} names no writes: give their numbers, such as 2 or 1,2,5`);
  }
  return [...new Set(text.split(",").map(Number))];
}
