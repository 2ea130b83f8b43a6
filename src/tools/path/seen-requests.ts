import { type Format, writeRecord } from "../../core/formats/format.js";
import type { ExchangeRun } from "../../core/records/exchange-run.js";
import type { RecordLine } from "../../core/records/record-line.js";
import { UnflushedError } from "../../errors.js";
import { ConnectionIds } from "../../run/connection-ids.js";
import type { PathFilter } from "./path-filter.js";

/** What the user asked for, in the user's words. */
export interface AskedFilter {
  readonly connection?: string | undefined;
  readonly target?: string | undefined;
}

/** Notes whether captures hold what a filter asks for: a typing error must not look like a request that lost nothing. */
export class SeenRequests {
  readonly #ids: ConnectionIds;
  #hasTarget: boolean;
  readonly #seen: Format = {
    connection: ({ value: { id } }) => this.#ids.note(id),
    exchange: ({ value: { request } }) => this.#takeTarget(request?.target),
  };

  constructor(private readonly filter: PathFilter) {
    this.#ids = new ConnectionIds(filter.connection);
    this.#hasTarget = filter.isTarget === undefined;
  }

  /** True if connections and exchanges have to be handed over. */
  get wantsConnections(): boolean {
    return this.filter.connection !== undefined || this.filter.isTarget !== undefined;
  }

  take(line: RecordLine): void {
    writeRecord(this.#seen, line, () => {});
  }

  takeExchanges(run: ExchangeRun): void {
    if (this.#hasTarget) return;
    for (const { request } of run.values) this.#takeTarget(request?.target);
  }

  /**
   * All captures were read.
   *
   * @param names the captures, as the user named them
   * @throws UnflushedError (`no-such-connection`, `no-such-target`) if none of them holds what was asked for
   */
  refuseUnseen(names: string, { connection, target }: AskedFilter): void {
    if (connection !== undefined && !this.#ids.hasSeen) {
      throw new UnflushedError(
        "no-such-connection",
        `no connection of ${names} is called ${connection}: ${this.#ids.others} (unflushed timeline CAPTURE lists those of a capture)`,
      );
    }
    if (this.#hasTarget) return;
    throw new UnflushedError(
      "no-such-target",
      `no request in ${names} has a target like ${target}: unflushed check --format csv CAPTURE lists the targets of a capture`,
    );
  }

  #takeTarget(target: string | undefined): void {
    this.#hasTarget ||= target !== undefined && this.filter.isTarget?.(target) === true;
  }
}
