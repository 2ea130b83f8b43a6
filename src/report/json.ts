import type { CaptureFacts, Connection, ConnectionFinding, Summary } from "../analysis/model.js";
import type { Exchange } from "../http/exchange.js";
import { describe } from "../rules/blind-spots.js";

/** Everything that one run found out, in the order in which it was found. */
export interface Analysis {
  readonly version: string;
  readonly captures: readonly CaptureFacts[];
  readonly connections: readonly { readonly capture: number; readonly connection: Connection }[];
  readonly findings: readonly (ConnectionFinding & { readonly capture: number })[];
  readonly summary: Summary;
}

/** The analysis as JSON text, in the shape of `schema/analysis.schema.json`. Unknown is null; numbers are numbers. */
export function toJson({ version, captures, connections, findings, summary }: Analysis): string {
  return [
    jsonStart(version),
    connections.map(({ capture, connection }) => connectionJson(capture, connection)).join(",\n"),
    JSON_FINDINGS,
    findings.map((finding) => findingJson(finding.capture, finding)).join(",\n"),
    jsonEnd(captures, summary),
  ].join("");
}

/**
 * The parts of that text, for who writes them as they come: the start, the connections with commas between, the middle,
 * the findings with commas between, the end. Each connection and finding is a line.
 */
export function jsonStart(version: string): string {
  return `{"schemaVersion":1,"tool":{"name":"unflushed","version":${JSON.stringify(version)}},\n"connections":[\n`;
}

export const JSON_FINDINGS = '],\n"findings":[\n';

export function jsonEnd(captures: readonly CaptureFacts[], summary: Summary): string {
  const facts = captures.map((capture) => ({
    ...capture,
    blindSpots: capture.blindSpots.map((spot) => ({ code: spot.code, ...describe(spot) })),
  }));
  return `],\n"captures":[\n${facts.map((each) => JSON.stringify(each)).join(",\n")}],\n"summary":${JSON.stringify(summary)}}\n`;
}

export function connectionJson(capture: number, connection: Connection): string {
  const { id, pid, fd, exchanges, ...known } = connection;
  return JSON.stringify({ id, capture, pid, fd, ...known, exchanges: exchanges.map(exchangeOf) });
}

export function findingJson(capture: number, { connection, finding, origin }: ConnectionFinding): string {
  const { rule, judgement, line, relatedLines, outstandingBytes, proof } = finding;
  return JSON.stringify({
    rule: rule.id,
    level: rule.level,
    capture,
    connection: connection.id,
    exchange: judgement.exchange ? connection.exchanges.indexOf(judgement.exchange) : null,
    line,
    relatedLines,
    message: rule.what(judgement),
    outstandingBytes,
    evidence: proof,
    origin: origin && {
      connection: origin.connection.id,
      exchange: origin.connection.exchanges.indexOf(origin.exchange),
    },
  });
}

/** A write whose size was not seen may have been of any size. */
function finite(bytes: number): number | null {
  return Number.isFinite(bytes) ? bytes : null;
}

function exchangeOf(exchange: Exchange): object {
  const { request, response, verdict, cause, evidence, blindSpots, outstandingBytes, owedBytes, inDoubtBytes } =
    exchange;
  return {
    request,
    response: response && {
      status: response.status,
      line: response.line,
      framing: response.framing,
      declaredBytes: response.declaredBytes,
      acceptedBytes: response.acceptedBytes,
      outstandingBytes,
      owedBytes,
      inDoubtBytes: finite(inDoubtBytes),
    },
    verdict,
    cause: verdict === "truncated" || cause === "reset" ? cause : null,
    evidence,
    blindSpots,
  };
}
