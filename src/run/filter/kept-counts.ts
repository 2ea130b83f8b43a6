import { addressOf, isStreamProtocol } from "../../core/analysis/echo.js";
import type { Summary } from "../../core/analysis/model.js";
import { SummaryTally } from "../../core/analysis/tally.js";
import type { ExchangeFacts } from "../../core/records/exchange-run.js";
import type { ConnectionRecord, FindingRecord, PathExchange } from "../../core/records/record.js";

/** Counts what a filter keeps of one capture, as the analysis counts all of it. */
export class KeptCounts {
  readonly #tally = new SummaryTally();
  /** What the truncated responses lack, by connection and index: findings about them are counted with it. */
  readonly #lost = new Map<string, number | null>();

  constructor() {
    this.#tally.counts.captures = 1;
  }

  connection(): void {
    this.#tally.counts.connections++;
  }

  /** @param isEcho true if what it lacks was lost at another hop */
  exchange(connection: ConnectionRecord, index: number, facts: ExchangeFacts, isEcho: boolean): void {
    const { response, verdict, protocol } = facts;
    const outstandingBytes = response?.outstandingBytes ?? null;
    const message = protocol && { protocol };
    this.#tally.countExchange({ response, verdict, outstandingBytes, ...(message && { message }) }, connection);
    if (verdict !== "truncated") return;
    this.#lost.set(keyOf(connection.id, index), outstandingBytes);
    if (!isEcho) return;
    const { status = null, declaredBytes = null, acceptedBytes = null } = response ?? {};
    const sizes = { declaredBytes, acceptedBytes, outstandingBytes };
    this.#tally.countEcho({ server: addressOf(connection), status, isStream: isStreamProtocol(protocol), ...sizes });
  }

  /** @param isEcho true if what its exchange lacks was lost at another hop */
  finding({ rule, connection, exchange }: FindingRecord, isEcho: boolean): void {
    const lost = exchange === null ? undefined : this.#lost.get(keyOf(connection, exchange));
    const truncated = lost === undefined ? null : ({ verdict: "truncated", outstandingBytes: lost } as const);
    this.#tally.countFinding(rule, truncated, isEcho);
  }

  /** A truncated response that was counted lacks what another hop lost. */
  echo({ address: server, protocol, status, declaredBytes, acceptedBytes, outstandingBytes }: PathExchange): void {
    const isStream = isStreamProtocol(protocol);
    this.#tally.countEcho({ server, status, isStream, declaredBytes, acceptedBytes, outstandingBytes });
  }

  /** The summary of what is kept. @param all the summary of the whole capture */
  summary(all: Summary): Summary {
    this.#tally.leaveOut(all.responses - this.#tally.counts.responses);
    return this.#tally.summary;
  }
}

function keyOf(connection: string, index: number): string {
  return `${connection} ${index}`;
}
