import type { CaptureFacts, Connection, ConnectionFinding, Summary, WholeConnection } from "../analysis/model.js";
import type { Exchange, Request } from "../http/exchange.js";
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

/** There is one for every response: written out, as `JSON.stringify` of such an object takes several times as long. */
export function exchangeJson(exchange: Exchange): string {
  const { request, verdict, cause, evidence, blindSpots } = exchange;
  const shown = verdict === "truncated" || cause === "reset" ? cause : null;
  const spots = blindSpots.length === 0 ? "[]" : JSON.stringify(blindSpots);
  return `{"request":${requestJson(request)},"response":${responseJson(exchange)},"verdict":"${verdict}","cause":${word(shown)},"evidence":${word(evidence)},"blindSpots":${spots}}`;
}

function requestJson(request: Request | null): string {
  if (!request) return "null";
  const { method, target, line } = request;
  return `{"method":${JSON.stringify(method)},"target":${JSON.stringify(target)},"line":${line}}`;
}

function responseJson({ response, outstandingBytes, owedBytes, inDoubtBytes }: Exchange): string {
  if (!response) return "null";
  const { status, line, framing, declaredBytes, acceptedBytes } = response;
  const inDoubt = Number.isFinite(inDoubtBytes) ? inDoubtBytes : null; // a write of unknown size
  return `{"status":${status},"line":${line},"framing":"${framing}","declaredBytes":${declaredBytes},"acceptedBytes":${acceptedBytes},"outstandingBytes":${outstandingBytes},"owedBytes":${owedBytes},"inDoubtBytes":${inDoubt}}`;
}

/** A name of ours, which holds nothing to escape. */
function word(name: string | null): string {
  return name === null ? "null" : `"${name}"`;
}
