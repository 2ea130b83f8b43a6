import { randomInt } from "node:crypto";
import { UnflushedError } from "../errors.js";
import { tally } from "../probe/outcome.js";
import type { Plan, Upload } from "../probe/plan.js";
import { parseField, parseMethod } from "../probe/request.js";
import { probe } from "../probe/run.js";
import { parseTarget } from "../probe/url.js";
import { probeJson } from "../report/probe-json.js";
import { probeText } from "../report/probe-text.js";
import { pageOf } from "./page.js";
import { probeExitCode } from "./probe-exit-code.js";
import { ProbeProgress } from "./probe-progress.js";
import { byteCount } from "./units.js";
import { version } from "./version.js";

interface ProbeOptions {
  readonly rate?: number;
  readonly delay?: number;
  readonly jitter?: boolean;
  readonly seed?: number;
  readonly rcvbuf?: number;
  readonly post?: string;
  readonly halfClose?: boolean;
  readonly method?: string;
  readonly header?: readonly string[];
  readonly requests: number;
  readonly concurrency: number;
  readonly timeout: number;
  readonly format: "text" | "json";
  /** False for `--no-progress`. */
  readonly progress: boolean;
}

const EXIT_INTERRUPTED = 130; // 128 and the number of SIGINT, as shells say it

/** `unflushed probe URL`: what came of each request, then the summary. Returns the exit code. */
export async function probeUrl(url: string, options: ProbeOptions): Promise<number> {
  const plan = planOf(url, options);
  const progress = options.progress && process.stderr.isTTY === true ? new ProbeProgress(plan.requests) : null;
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  process.once("SIGINT", interrupt);
  try {
    const outcomes = await probe(plan, {
      onOutcome: (outcome) => progress?.advance(outcome),
      signal: interruption.signal,
    });
    progress?.clear();
    process.stdout.write(
      options.format === "json"
        ? probeJson(plan, outcomes, version)
        : probeText(plan, outcomes, pageOf(process.stdout)),
    );
    return interruption.signal.aborted ? EXIT_INTERRUPTED : probeExitCode(tally(outcomes));
  } finally {
    progress?.clear();
    process.off("SIGINT", interrupt);
  }
}

function planOf(url: string, options: ProbeOptions): Plan {
  const { requests, concurrency, timeout } = options;
  const target = parseTarget(url);
  if (target.transport === "unix" && options.rcvbuf !== undefined) {
    throw new UnflushedError(
      "usage",
      "--rcvbuf changes nothing on a Unix socket, where the sender's SO_SNDBUF alone bounds what is in flight: leave it out",
    );
  }
  const upload = options.post === undefined ? null : uploadOf(options.post);
  return {
    target,
    method: parseMethod(options.method ?? (upload ? "POST" : "GET")),
    fields: (options.header ?? []).map(parseField),
    upload,
    halfClose: options.halfClose === true,
    rate: options.rate ?? null,
    delay: options.delay ?? 0,
    jitter: options.jitter === true,
    seed: options.seed ?? randomInt(2 ** 32),
    rcvbuf: options.rcvbuf ?? null,
    timeout,
    requests,
    concurrency,
  };
}

function uploadOf(text: string): Upload {
  const [, kind, size] = /^(length|chunked):(.+)$/.exec(text) ?? [];
  if (kind === undefined || size === undefined) {
    throw new UnflushedError("usage", `--post ${text} names no body: give one such as length:1000 or chunked:64KiB`);
  }
  return { framing: kind === "length" ? "content-length" : "chunked", bytes: byteCount(size) };
}
