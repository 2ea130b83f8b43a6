import type { AnalysisListener } from "../analysis/analyzer.js";
import type { Connection } from "../analysis/model.js";
import { ReadFilter } from "./read-filter.js";

/** The connections that are over on which there was an exchange that a filter keeps; or nothing, where it keeps that. */
export class KeptConnections extends ReadFilter {
  /** Of the connections that are open: whether an exchange was kept. */
  readonly #open = new Map<Connection, boolean>();

  /** Hears of the exchanges before `listener` does, which may ask at the end of each connection. */
  before(listener: AnalysisListener): AnalysisListener {
    return {
      ...listener,
      ...this.listener,
      onExchange: (connection, exchange) => {
        this.#open.set(connection, this.#open.get(connection) === true || this.keeps(connection, exchange));
        listener.onExchange?.(connection, exchange);
      },
      onConnection: (connection, clock) => {
        listener.onConnection?.(connection, clock);
        this.#open.delete(connection);
      },
    };
  }

  /** To be asked at the end of a connection. */
  has(connection: Connection): boolean {
    return this.#open.get(connection) ?? this.keepsWithout(connection);
  }
}
