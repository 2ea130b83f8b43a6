import { type Format, writeRecord } from "../../core/formats/format.js";
import type { RecordSink } from "../../core/records/record-sink.js";
import { matcher } from "../../core/text/wildcard.js";
import { UnflushedError } from "../../errors.js";
import { ConnectionIds } from "../../run/connection-ids.js";

/** What the user asked for. */
export interface AskedRequests {
  /** The id of a connection, such as `c3`. */
  readonly connection?: string | undefined;
  /** Targets, in which `*` stands for any text. */
  readonly targets?: readonly string[] | undefined;
}

/** Notes whether captures hold what a filter asks for: a typing error must not look like a request that lost nothing. */
export class SeenRequests {
  readonly #ids: ConnectionIds;
  #hasTarget: boolean;
  readonly #seen: Format = {
    connection: ({ value: { id } }) => this.#ids.note(id),
    exchange: ({ value: { request } }) => this.#takeTarget(request?.target),
  };

  readonly #isTarget: (target: string) => boolean;

  constructor(private readonly asked: AskedRequests) {
    const { connection, targets } = asked;
    this.#ids = new ConnectionIds(connection);
    this.#hasTarget = targets === undefined;
    const matchers = targets?.map(matcher) ?? [];
    this.#isTarget = (target) => matchers.some((matches) => matches(target));
  }

  /** Looks at all records on their way to `output`. */
  before(output: RecordSink): RecordSink {
    return {
      wantsConnections: true,
      eventNeed: "none",
      take: (line) => {
        writeRecord(this.#seen, line, () => {});
        output.take(line);
      },
      takeExchanges: (run) => {
        if (!this.#hasTarget) for (const { request } of run.values) this.#takeTarget(request?.target);
        output.takeExchanges(run);
      },
      warning: (text) => output.warning(text),
    };
  }

  /**
   * All captures were read.
   *
   * @param names the captures, as the user named them
   * @throws UnflushedError (`no-such-connection`, `no-such-target`) if none of them holds what was asked for
   */
  refuseUnseen(names: string): void {
    const { connection, targets = [] } = this.asked;
    if (connection !== undefined && !this.#ids.hasSeen) {
      throw new UnflushedError(
        "no-such-connection",
        `no connection of ${names} is called ${connection}: ${this.#ids.others} (unflushed timeline CAPTURE lists those of a capture)`,
      );
    }
    if (this.#hasTarget) return;
    throw new UnflushedError(
      "no-such-target",
      `no request in ${names} has a target like ${targets.join(" or ")}: unflushed check --format csv CAPTURE lists the targets of a capture`,
    );
  }

  #takeTarget(target: string | undefined): void {
    this.#hasTarget ||= target !== undefined && this.#isTarget(target);
  }
}
