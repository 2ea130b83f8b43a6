import { isStreamProtocol } from "../analysis/echo.js";
import type { Summary } from "../analysis/model.js";
import { SummaryTally, totalOf } from "../analysis/tally.js";
import type { PathExchange } from "../records/record.js";
import { isEchoAt, type JoinedPath, type JoinedPaths } from "./join-paths.js";

/** What is to be taken back from the summary of each capture: losses that another capture shows to have been lost there first. */
export class CaptureEchoes {
  readonly #tallies = new Map<number, SummaryTally>();

  constructor(joined: JoinedPaths) {
    for (const [, path] of joined.all()) {
      for (const [at, exchange] of path.exchanges.entries()) if (isNewEcho(path, at)) this.#count(exchange);
    }
  }

  /** A finding is about such a response. */
  countFinding(rule: string, { capture, outstandingBytes }: PathExchange): void {
    this.#of(capture).countRuleEcho(rule, { outstandingBytes });
  }

  /** The summary of a capture, as all captures together know it. It is asked for after the findings of the capture. */
  corrected(capture: number, summary: Summary): Summary {
    const tally = this.#tallies.get(capture);
    return tally ? totalOf([summary, tally.summary]) : summary;
  }

  #count(exchange: PathExchange): void {
    const { capture, address, protocol, status, declaredBytes, acceptedBytes, outstandingBytes } = exchange;
    const isStream = isStreamProtocol(protocol);
    const sizes = { declaredBytes, acceptedBytes, outstandingBytes };
    this.#of(capture).countEcho({ server: address, status, isStream, ...sizes });
  }

  #of(capture: number): SummaryTally {
    const known = this.#tallies.get(capture) ?? new SummaryTally();
    this.#tallies.set(capture, known);
    return known;
  }
}

/** True for a truncated response that its own capture counts as a loss, and of which another one shows that it came short. */
export function isNewEcho(path: JoinedPath, at: number): boolean {
  const own = path.exchanges[at];
  if (own?.protocol === "tls" && own.outstandingBytes === null) return false; // what a stream carried is counted nowhere
  return own?.verdict === "truncated" && isEchoAt(path, at);
}
