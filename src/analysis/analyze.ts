import { Analyzer, type Listener } from "./analyzer.js";
import type { CaptureFacts, Connection, ConnectionFinding, Summary } from "./model.js";

/** What a capture held in memory as text comes to. */
export interface TextAnalysis {
  readonly capture: CaptureFacts;
  readonly connections: readonly Connection[];
  readonly findings: readonly ConnectionFinding[];
  readonly summary: Summary;
}

/** Analyses strace output that is already a string: for tests, editors and small captures. */
export function analyzeText(text: string, listener: Listener = {}): TextAnalysis {
  const connections: Connection[] = [];
  const findings: ConnectionFinding[] = [];
  const analyzer = new Analyzer({
    ...listener,
    onConnection: (connection) => connections.push(connection),
    onFinding: (finding) => findings.push(finding),
  });
  const bytes = Buffer.from(text, "latin1");
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    const hasReturn = end > start && bytes[end - 1] === 0x0d;
    analyzer.line(bytes, start, hasReturn ? end - 1 : end, null, newline < 0);
    start = end + 1;
  }
  return { capture: analyzer.finish("text"), connections, findings, summary: analyzer.summary };
}
