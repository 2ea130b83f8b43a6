import type { AnalysisListener } from "../../core/analysis/analyzer.js";
import type { CaptureFacts, Connection, ConnectionFinding, Summary } from "../../core/analysis/model.js";
import type { Exchange } from "../../core/protocols/exchange.js";
import type { ConversationFacts } from "../../core/protocols/protocol.js";
import { METHODS } from "./vocabulary.js";

type Number = number | null;
/** The number as which a line is compared: of a smaller sample, its line in the whole. */
export type LineOf = (line: number) => number;

/**
 * The results of an analysis without the names that scrubbing replaces, one number per statement. Two captures with equal
 * digests have the same verdicts and the same findings.
 */
export class Digest {
  readonly #statements: number[] = [];
  readonly #lineOf: LineOf;
  /** Rule and line of each finding. */
  readonly findings: string[] = [];

  constructor(lineOf: LineOf = (line) => line) {
    this.#lineOf = lineOf;
  }

  readonly listener: AnalysisListener = {
    onFinding: (finding) => {
      this.findings.push(`${finding.finding.rule.id} ${this.#lineOf(finding.finding.line)}`);
      this.#add(findingFacts(finding, this.#lineOf));
    },
    onExchange: (connection, exchange) => this.#add([connection.id, ...exchangeFacts(exchange, this.#lineOf)]),
    onConnection: (connection) => this.#add(connectionFacts(connection, this.#lineOf)),
  };

  finish({ path: _path, recordedWith: _options, answersOn: _on, ...facts }: CaptureFacts, summary: Summary): void {
    const { servers: _addresses, ...counts } = summary;
    this.#add([facts, counts]);
  }

  equals(other: Digest): boolean {
    const mine = this.#statements;
    const theirs = other.#statements;
    return mine.length === theirs.length && mine.every((hash, index) => hash === theirs[index]);
  }

  #add(facts: readonly unknown[]): void {
    this.#statements.push(hashOf(JSON.stringify(facts)));
  }
}

export function findingFacts({ exchange, finding, origin, connection }: ConnectionFinding, lineOf: LineOf): unknown[] {
  const { rule, level, line, relatedLines, evidence } = finding;
  const at = (each: Number): Number => each && lineOf(each);
  const lines = { head: at(evidence.head), lastAccepted: at(evidence.lastAccepted), refused: at(evidence.refused) };
  return [
    connection.fd,
    rule.id,
    level,
    lineOf(line),
    relatedLines.map(lineOf),
    { ...evidence, ...lines, end: lineOf(evidence.end) },
    exchange,
    origin && [origin.connection.fd, origin.index],
  ];
}

export function exchangeFacts(exchange: Exchange, lineOf: LineOf): unknown[] {
  const { request, response, calls: _calls, ...facts } = exchange;
  return [
    request && [METHODS.has(request.method) ? request.method : request.method.length, lineOf(request.line)],
    response && { ...response, line: lineOf(response.line), time: null }, // with -r, it counts the lines that are left out
    facts,
  ];
}

function connectionFacts(connection: Connection, lineOf: LineOf): unknown[] {
  const { local, peer, opened, ended } = connection;
  const { id, pid, fd, transport, role, protocol } = connection;
  const isNamed = [local !== null, peer !== null];
  return [
    [id, pid, fd, transport, role, protocol],
    isNamed,
    { ...opened, line: lineOf(opened.line) },
    ended && { ...ended, line: lineOf(ended.line) },
    connection.tls && helloFacts(connection.tls),
  ];
}

/** Of names, whether they are there, and how long they are. */
function helloFacts({ serverName, applicationProtocols }: ConversationFacts): unknown[] {
  return [serverName?.length ?? null, applicationProtocols.map((name) => name.length)];
}

/** FNV-1a over two lanes of 26 bits each. */
function hashOf(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x01234567;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x01000197);
  }
  return (low >>> 6) * 0x4000000 + (high >>> 6);
}
