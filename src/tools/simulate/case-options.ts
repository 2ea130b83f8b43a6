import type { SimulationCase } from "./case.js";
import { FAMOUS, POLICIES, WRITE_CALLS } from "./parameters.js";

/** What the text of a value is: `20MB/s`, `14.9MB`, `250ms`, `0.5`, `7`, or one of a few names. */
export type ValueKind = "rate" | "size" | "duration" | "share" | "count" | "choice";

/** One parameter of a case, as users write it: an option of the command, a field and a name in the address of the page. */
export interface CaseOption {
  readonly key: keyof SimulationCase;
  /** `read-rate`: the option is `--read-rate`. */
  readonly name: string;
  /** What stands for the value in the help. */
  readonly value: string;
  readonly description: string;
  readonly kind: ValueKind;
  /** The names of a choice; empty for other kinds. */
  readonly choices: readonly string[];
  /** What it is if nobody says it: bytes, bytes a second, microseconds; null for "never", or for what depends on others. */
  readonly usual: string | number | null;
  /** How the help writes that; left out if it is plain. */
  readonly shown?: string;
}

const { server, client } = FAMOUS;
const option = (
  key: CaseOption["key"],
  kind: Exclude<ValueKind, "choice">,
  flag: string,
  description: string,
  usual: number | null,
  shown?: string,
): CaseOption => {
  const [name = "", value = ""] = flag.split(" ");
  return { key, kind, name, value, description, choices: [], usual, ...(shown !== undefined && { shown }) };
};
const choice = (
  key: CaseOption["key"],
  name: string,
  description: string,
  choices: readonly string[],
  usual: string,
): CaseOption => ({ key, kind: "choice", name, value: "<name>", description, choices, usual });

/** All parameters of a case, in the order of the help. */
export const CASE_OPTIONS: readonly CaseOption[] = [
  choice("policy", "policy", "what the server does when the kernel refuses a part", POLICIES, server.policy),
  option("body", "size", "body <size>", "body bytes of a response", client.bodies[0] ?? 0, "14.9MB"),
  option(
    "upload",
    "size",
    "upload <size>",
    "body bytes of the request; the server reads only its first 8,192",
    client.upload,
  ),
  option("sndbuf", "size", "sndbuf <size>", "bytes of the socket buffer", server.sndbuf, "219264"),
  option("readRate", "rate", "read-rate <rate>", "speed of the reader; 0 never reads", client.readRate, "20MB/s"),
  option("delay", "duration", "delay <duration>", "time until the reader begins", client.delay, "0"),
  option(
    "jitter",
    "share",
    "jitter <share>",
    "by which share the speed of the reader varies, from 0 to 1",
    client.jitter,
  ),
  option("abortAfter", "size", "abort-after <size>", "the reader hangs up after so many bytes", null),
  option("timeout", "duration", "timeout <duration>", "another thread shuts the connection down after so long", null),
  choice("transport", "transport", "kind of socket", ["unix", "tcp"], server.transport),
  choice("framing", "framing", "how the body is framed", ["content-length", "chunked"], server.framing),
  option("chunk", "size", "chunk <size>", "body bytes of a chunk", server.chunk, "64KiB"),
  choice("call", "call", "the call that writes", WRITE_CALLS, server.call),
  choice("ending", "end", "how the server ends a connection", ["shutdown", "close"], server.ending),
  option("connections", "count", "connections <number>", "clients, each with one connection", 1),
  option("requests", "count", "requests <number>", "requests on each connection, one after the other", 1),
  option(
    "threads",
    "count",
    "threads <number>",
    "threads of the server (default: 3, or 1 if strace runs without -f)",
    null,
  ),
  option(
    "callCost",
    "duration",
    "call-cost <duration>",
    "time from one call to the next, including what strace takes",
    server.callCost,
    "40us",
  ),
  option(
    "seed",
    "count",
    "seed <number>",
    "seed of the random numbers: another one gives another run of the same case",
    1,
  ),
];
