import type { Exchange } from "../protocols/exchange.js";
import { type AnalysisListener, Analyzer, type AnalyzerOptions } from "./analyzer.js";
import type { CaptureFacts, Connection, ConnectionFinding, Summary, WholeConnection } from "./model.js";

/** Everything that one capture comes to. */
export interface CaptureAnalysis {
  readonly capture: CaptureFacts;
  readonly connections: readonly WholeConnection[];
  readonly findings: readonly ConnectionFinding[];
  readonly summary: Summary;
}

/** An analyzer, and all that it found: for captures whose connections fit into memory. */
export class Collector {
  readonly analyzer: Analyzer;
  readonly #open = new Map<Connection, Exchange[]>();
  readonly #connections: WholeConnection[] = [];
  readonly #findings: ConnectionFinding[] = [];

  constructor(listener: AnalysisListener, options: AnalyzerOptions) {
    this.analyzer = new Analyzer(
      {
        ...listener,
        onExchange: (connection, exchange) => {
          this.#exchange(connection, exchange);
          listener.onExchange?.(connection, exchange);
        },
        onConnection: (connection) => {
          this.#connection(connection);
          listener.onConnection?.(connection);
        },
        onFinding: (finding) => {
          this.#findings.push(finding);
          listener.onFinding?.(finding);
        },
      },
      options,
    );
  }

  /** End of the capture, which the facts call `path`. */
  finish(path: string): CaptureAnalysis {
    const capture = this.analyzer.finish(path);
    return { capture, connections: this.#connections, findings: this.#findings, summary: this.analyzer.summary };
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
