import { type AnalyzedCapture, newAnalyzer } from "../../capture/follow.js";
import type { AnalysisListener } from "../../core/analysis/listener.js";
import type { Connection } from "../../core/analysis/model.js";
import { exchangeFacts, findingFacts, type LineOf } from "./digest.js";
import { HeldExpectation } from "./expectations.js";

/**
 * What a smaller sample must have in common with the capture: its findings, the connections that they are about, and
 * which of its `# expect:` comments it meets.
 */
export class Essence {
  readonly #exchanges = new Map<Connection, string[]>();
  readonly #findings: string[] = [];
  readonly #found = new Map<Connection, string>();
  readonly #expectation = new HeldExpectation();
  readonly analyzer: AnalyzedCapture["analyzer"];
  readonly reader: AnalyzedCapture["reader"];

  constructor(lineOf: LineOf = (line) => line) {
    const listener: AnalysisListener = {
      onLeadingLine: (text, line) => this.#expectation.read(text, line),
      onExchange: (connection, exchange) => {
        this.#expectation.exchange(exchange);
        const known = this.#exchanges.get(connection) ?? [];
        this.#exchanges.set(connection, known);
        known.push(JSON.stringify(exchangeFacts(exchange, lineOf)));
      },
      onFinding: (finding) => {
        this.#expectation.finding(finding);
        this.#findings.push(JSON.stringify(findingFacts(finding, lineOf)));
        this.#found.set(finding.connection, "");
      },
      onConnection: (connection) => {
        if (this.#found.has(connection)) this.#found.set(connection, (this.#exchanges.get(connection) ?? []).join());
        this.#exchanges.delete(connection);
      },
    };
    const { analyzer, reader } = newAnalyzer(listener, {});
    this.analyzer = analyzer;
    this.reader = reader;
  }

  /** One text: equal for captures that have all of it in common. */
  get text(): string {
    const expectation = this.#expectation.facts(this.analyzer.summary);
    return [...this.#findings, ...this.#found.values(), expectation].join("\n");
  }
}
