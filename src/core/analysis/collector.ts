import type { Exchange } from "../protocols/exchange.js";
import type { LineAnalyzer } from "./analyzer.js";
import type { AnalysisListener } from "./listener.js";
import type { CaptureFacts, Connection, ConnectionFinding, Summary, WholeConnection } from "./model.js";

/** Everything that one capture comes to. */
export interface CaptureAnalysis {
  readonly capture: CaptureFacts;
  readonly connections: readonly WholeConnection[];
  readonly findings: readonly ConnectionFinding[];
  readonly summary: Summary;
}

/** Collects all that an analyzer finds: for captures whose connections fit into memory. */
export class Collector {
  /** What the analyzer has to report to. */
  readonly listener: AnalysisListener;
  readonly #open = new Map<Connection, Exchange[]>();
  readonly #connections: WholeConnection[] = [];
  readonly #findings: ConnectionFinding[] = [];

  /** @param listener hears the same while it is found */
  constructor(listener: AnalysisListener) {
    this.listener = {
      ...listener,
      onExchange: (connection, exchange) => {
        this.#exchange(connection, exchange);
        listener.onExchange?.(connection, exchange);
      },
      onConnection: (connection, clock) => {
        this.#connection(connection);
        listener.onConnection?.(connection, clock);
      },
      onFinding: (finding) => {
        this.#findings.push(finding);
        listener.onFinding?.(finding);
      },
    };
  }

  /** End of the capture that was analyzed, which the facts call `path`. */
  finish(analyzer: Pick<LineAnalyzer, "finish" | "summary">, path: string): CaptureAnalysis {
    const capture = analyzer.finish(path);
    return { capture, connections: this.#connections, findings: this.#findings, summary: analyzer.summary };
  }

  #exchange(connection: Connection, exchange: Exchange): void {
    const known = this.#open.get(connection);
    if (known) known.push(exchange);
    else this.#open.set(connection, [exchange]);
  }

  #connection(connection: Connection): void {
    this.#connections.push(Object.assign(connection, { exchanges: this.#open.get(connection) ?? [] }));
    this.#open.delete(connection);
  }
}
