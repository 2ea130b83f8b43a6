import { type AnalyzedCapture, newAnalyzer } from "../../capture/follow.js";
import type { AnalysisListener } from "../../core/analysis/listener.js";
import type { Connection } from "../../core/analysis/model.js";
import type { SocketEvent } from "../../core/sockets/event.js";

interface Lines {
  readonly numbers: Set<number>;
  readonly pids: Set<number>;
}

/** The first reading: finds the connections with findings, and their lines and threads. */
export class Involved {
  readonly #open = new Map<Connection, Lines>();
  readonly #found = new Set<Connection>();
  readonly #kept: Lines = { numbers: new Set(), pids: new Set() };
  readonly analyzer: AnalyzedCapture["analyzer"];
  readonly reader: AnalyzedCapture["reader"];
  count = 0;
  /** The last of the lines: what comes after it decides nothing about the findings. */
  last = 0;

  constructor() {
    const listener: AnalysisListener = {
      onEvent: (connection, event) => this.#event(connection, event),
      onFinding: ({ connection, origin }) => {
        this.#found.add(connection);
        if (origin) this.#found.add(origin.connection);
      },
      onConnection: (connection) => this.#over(connection),
    };
    const { analyzer, reader } = newAnalyzer(listener, {});
    this.analyzer = analyzer;
    this.reader = reader;
  }

  get lines(): ReadonlySet<number> {
    return this.#kept.numbers;
  }

  get pids(): ReadonlySet<number> {
    return this.#kept.pids;
  }

  #event(connection: Connection, event: SocketEvent): void {
    const known = this.#open.get(connection) ?? { numbers: new Set([connection.opened.line]), pids: new Set() };
    this.#open.set(connection, known);
    known.numbers.add(event.line).add(event.endLine);
    if (event.pid !== null) known.pids.add(event.pid);
  }

  /** A connection is over. */
  #over(connection: Connection): void {
    const lines = this.#open.get(connection);
    this.#open.delete(connection);
    const isNeeded = this.#found.has(connection);
    if (!lines || !isNeeded) return;
    this.count++;
    for (const line of lines.numbers) {
      this.#kept.numbers.add(line);
      this.last = Math.max(this.last, line);
    }
    for (const pid of lines.pids) this.#kept.pids.add(pid);
  }
}
