import { randomInt } from "node:crypto";
import { byteCount } from "../../core/text/units.js";
import { UnflushedError } from "../../errors.js";
import type { ProbePlan, Upload } from "../../tools/probe/plan.js";
import { parseField, parseMethod } from "../../tools/probe/request.js";
import { parseTarget } from "../../tools/probe/url.js";

export interface PlanOptions {
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
}

/**
 * Makes the plan of a probe from the options of the command line.
 *
 * @throws UnflushedError (`usage`) if a value cannot be read, or if options contradict each other
 */
export function planOf(url: string, options: PlanOptions): ProbePlan {
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
    nudgeAfter: null,
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
