import type { PathRecord } from "../../../core/records/record.js";
import type { ExchangeRow } from "./shown-connection.js";

/**
 * Where the bytes of exchanges were lost first, by the paths: an exchange on which a program received a short response has no finding of its
 * own. A path may come before its exchanges, and after them.
 */
export class PathOrigins {
  /** Names of connections, by the keys of exchanges that lie nearer to the client. */
  readonly #known = new Map<string, string>();

  /** @param rowOf the row of an exchange; undefined if it has not come yet */
  take(path: PathRecord, rowOf: (capture: number, id: string, index: number) => ExchangeRow | undefined): void {
    const origin = path.origin === null ? undefined : path.exchanges[path.origin];
    if (!origin) return;
    for (const { capture, connection, exchange } of path.exchanges.slice(0, path.origin ?? 0)) {
      const name = capture === origin.capture ? origin.connection : `${origin.capture}.${origin.connection}`;
      const row = rowOf(capture, connection, exchange);
      if (row) row.origin = name;
      else this.#known.set(keyOf(capture, connection, exchange), name);
    }
  }

  /** An exchange has come. */
  apply(row: ExchangeRow): void {
    const { connection, index } = row;
    row.origin = this.#known.get(keyOf(connection.capture, connection.id, index)) ?? row.origin;
  }
}

function keyOf(capture: number, id: string, index: number): string {
  return `${capture}.${id}.${index}`;
}
