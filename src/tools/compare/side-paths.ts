import type { CaptureFacts, Connection } from "../../core/analysis/model.js";
import { JoinedPaths } from "../../core/joining/join-paths.js";
import type { Path } from "../../core/paths/path.js";
import { endHash } from "../../core/paths/target-hash.js";
import type { Exchange } from "../../core/protocols/exchange.js";
import { pathRecord } from "../../core/records/path-record.js";
import type { PathExchange } from "../../core/records/record.js";
import { KeptPaths } from "../../run/paths/kept-paths.js";

/** The paths of a side that has several captures, of one hop each or of more: a loss that passed several of them counts once. */
export class SidePaths {
  readonly #paths = new KeptPaths();
  readonly #answersOn = new Map<number, ReadonlySet<number>>();
  /** Exchanges that count as failed, until another capture shows that their bytes were lost there first. */
  readonly #counted = new Map<string, Exchange>();
  #capture = 0;

  /** A path of the capture that is read. */
  take(path: Path<Connection>): void {
    const record = pathRecord(this.#capture, path);
    this.#paths.add(record);
    for (const [at, { exchange }] of path.losses.entries()) {
      const isEcho = path.isProven && at < path.losses.length - 1; // its own capture says so
      if (!isEcho && exchange !== null) this.#counted.set(keyOf(record.exchanges[at] as PathExchange), exchange);
    }
  }

  /** A capture was read to its end. What comes now is of the next one. */
  endOfCapture({ answersOn }: CaptureFacts): void {
    this.#answersOn.set(this.#capture++, new Set(answersOn.map(endHash)));
  }

  /** All captures were read: the exchanges that only lack what was lost elsewhere. Can be asked for once. */
  *echoes(): Generator<Exchange> {
    try {
      for (const [, { exchanges }] of new JoinedPaths(this.#paths, this.#answersOn).all()) {
        for (const echo of exchanges.slice(0, -1)) {
          const counted = this.#counted.get(keyOf(echo));
          if (counted) yield counted;
        }
      }
    } finally {
      this.#paths.close();
    }
  }
}

function keyOf({ capture, connection, exchange }: PathExchange): string {
  return `${capture} ${connection} ${exchange}`;
}
