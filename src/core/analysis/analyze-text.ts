import type { Exchange } from "../protocols/exchange.js";
import { type AnalysisListener, Analyzer, type AnalyzerOptions } from "./analyzer.js";
import { linesOfText } from "./lines-of-text.js";
import type { CaptureFacts, Connection, ConnectionFinding, Summary, WholeConnection } from "./model.js";

/** What a capture held in memory as text comes to. */
export interface TextAnalysis {
  readonly capture: CaptureFacts;
  readonly connections: readonly WholeConnection[];
  readonly findings: readonly ConnectionFinding[];
  readonly summary: Summary;
}

/** Analyses strace output that is already a string: for tests, editors and small captures. */
export function analyzeText(
  text: string,
  listener: AnalysisListener = {},
  options: AnalyzerOptions = {},
): TextAnalysis {
  const exchanges = new Map<Connection, Exchange[]>();
  const connections: WholeConnection[] = [];
  const findings: ConnectionFinding[] = [];
  const analyzer = new Analyzer(
    {
      ...listener,
      onExchange: (connection, exchange) => {
        const known = exchanges.get(connection);
        if (known) known.push(exchange);
        else exchanges.set(connection, [exchange]);
      },
      onConnection: (connection) => {
        connections.push(Object.assign(connection, { exchanges: exchanges.get(connection) ?? [] }));
        exchanges.delete(connection);
      },
      onFinding: (finding) => findings.push(finding),
    },
    options,
  );
  linesOfText(text, (bytes, start, end, pid, isCut) => analyzer.line(bytes, start, end, pid, isCut));
  return { capture: analyzer.finish("text"), connections, findings, summary: analyzer.summary };
}
