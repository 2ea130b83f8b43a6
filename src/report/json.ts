import type { CaptureFacts, Connection, ConnectionFinding, Summary, WholeConnection } from "../analysis/model.js";
import type { Exchange } from "../http/exchange.js";
import { describe } from "../rules/blind-spots.js";

/** Everything that one run found out, in the order in which it was found. */
export interface Analysis {
  readonly version: string;
  readonly captures: readonly CaptureFacts[];
  readonly connections: readonly { readonly capture: number; readonly connection: WholeConnection }[];
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
 * The parts of that text, for who writes them as they come: the start, the connections with commas between (of each its
 * start, its exchanges with commas between, its end), the middle, the findings with commas between, the end. Each
 * exchange and finding is a line.
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

function connectionJson(capture: number, connection: WholeConnection): string {
  return (
    connectionStart(capture, connection) + connection.exchanges.map(exchangeJson).join(",\n") + JSON_CONNECTION_END
  );
}

export function connectionStart(capture: number, connection: Connection): string {
  const { id, pid, fd, transport, role, protocol, local, peer, opened, ended } = connection;
  const known = { id, capture, pid, fd, transport, role, protocol, local, peer, opened, ended };
  return `${JSON.stringify(known).slice(0, -1)},"exchanges":[`;
}

export const JSON_CONNECTION_END = "]}";

export function findingJson(capture: number, { connection, exchange, finding, origin }: ConnectionFinding): string {
  const { rule, judgement, line, relatedLines, outstandingBytes, proof } = finding;
  return JSON.stringify({
    rule: rule.id,
    level: rule.level,
    capture,
    connection: connection.id,
    exchange,
    line,
    relatedLines,
    message: rule.what(judgement),
    outstandingBytes,
    evidence: proof,
    origin: origin && { connection: origin.connection.id, exchange: origin.index },
  });
}

/** A write whose size was not seen may have been of any size. */
function finite(bytes: number): number | null {
  return Number.isFinite(bytes) ? bytes : null;
}

export function exchangeJson(exchange: Exchange): string {
  const { request, response, verdict, cause, evidence, blindSpots, outstandingBytes, owedBytes, inDoubtBytes } =
    exchange;
  return JSON.stringify({
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
  });
}
