import { type Command, Option } from "commander";
import { UnflushedError } from "../../../errors.js";
import type { Invocation } from "../../../run/streams.js";
import { FAMOUS, POLICIES, WRITE_CALLS } from "../../../tools/simulate/parameters.js";
import { DIALECT_NAMES, DIALECTS } from "../../../tools/simulate/strace/dialects.js";
import { byteCount, byteRate, seconds } from "../../options/units.js";
import { wholeNumber } from "../../options/whole-number.js";

const DIALECT_HELP = DIALECT_NAMES.map((name) => `  ${name.padEnd(14)} strace ${DIALECTS[name].options}`).join("\n");

type Parse = (text: string) => number;

const rate: Parse = (text) => (text === "0" ? 0 : byteRate(text));
const microseconds: Parse = (text) => Math.round(seconds(text) * 1e6);

function share(text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 1) return value;
  throw new UnflushedError("usage", `${text} is not a share: give a number from 0 to 1`);
}

/** Parses the value of an option. An error message begins with the name of the option. */
function parseFor(option: string, parse: Parse): Parse {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      throw error instanceof UnflushedError ? new UnflushedError(error.code, `${option} ${error.message}`) : error;
    }
  };
}

/** `unflushed simulate` */
export function declareSimulate(program: Command, invocation: Invocation): void {
  const { server, client } = FAMOUS;
  const value = (flags: string, description: string, parse: Parse, usual?: unknown, shown?: string): Option => {
    const option = new Option(flags, description);
    option.argParser(parseFor(option.long ?? flags, parse));
    return usual === undefined ? option : option.default(usual, shown);
  };
  const choice = (flags: string, description: string, of: readonly string[], usual: string): Option =>
    new Option(flags, description).choices(of).default(usual);

  program
    .command("simulate")
    .description("print the strace output of a simulated server with a slow reader: with the bug, or with a fix")
    .addOption(
      choice("--policy <name>", "what the server does when the kernel refuses a part", POLICIES, server.policy),
    )
    .addOption(value("--body <size>", "body bytes of a response", byteCount, client.bodies[0], "14.9MB"))
    .addOption(
      value(
        "--upload <size>",
        "body bytes of the request; the server reads only its first 8,192",
        byteCount,
        client.upload,
      ),
    )
    .addOption(value("--sndbuf <size>", "bytes of the socket buffer", byteCount, server.sndbuf, "219264"))
    .addOption(value("--read-rate <rate>", "speed of the reader; 0 never reads", rate, client.readRate, "20MB/s"))
    .addOption(value("--delay <duration>", "time until the reader begins", microseconds, client.delay, "0"))
    .addOption(
      value("--jitter <share>", "by which share the speed of the reader varies, from 0 to 1", share, client.jitter),
    )
    .addOption(value("--abort-after <size>", "the reader hangs up after so many bytes", byteCount))
    .addOption(value("--timeout <duration>", "another thread shuts the connection down after so long", microseconds))
    .addOption(choice("--transport <name>", "kind of socket", ["unix", "tcp"], server.transport))
    .addOption(choice("--framing <name>", "how the body is framed", ["content-length", "chunked"], server.framing))
    .addOption(value("--chunk <size>", "body bytes of a chunk", byteCount, server.chunk, "64KiB"))
    .addOption(choice("--call <name>", "the call that writes", WRITE_CALLS, server.call))
    .addOption(choice("--end <name>", "how the server ends a connection", ["shutdown", "close"], server.ending))
    .option("--connections <number>", "clients, each with one connection", wholeNumber, 1)
    .option("--requests <number>", "requests on each connection, one after the other", wholeNumber, 1)
    .option("--threads <number>", "threads of the server (default: 3, or 1 if strace runs without -f)", wholeNumber)
    .addOption(
      value(
        "--call-cost <duration>",
        "time from one call to the next, including what strace takes",
        microseconds,
        server.callCost,
        "40us",
      ),
    )
    .option(
      "--seed <number>",
      "seed of the random numbers: another one gives another run of the same case",
      wholeNumber,
      1,
    )
    .addOption(choice("--dialect <name>", "the options of strace, by name (see below)", DIALECT_NAMES, "standard"))
    .option("--plot", "draw sent, buffered and outstanding bytes over time instead of strace output")
    .addOption(new Option("--sweep <parameter>", "try readers of all speeds under every policy").choices(["read-rate"]))
    .addHelpText(
      "after",
      `
Dialects:
${DIALECT_HELP}

Examples:
  unflushed simulate | unflushed
  unflushed simulate --policy flush-before-shutdown --plot
  unflushed simulate --sweep read-rate --plot

Exit codes: 0 printed; 2 usage.`,
    )
    .action(async (options) => {
      const { simulateServer } = await import("./action.js");
      simulateServer(options, invocation);
    });
}
