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
export function toJson(analysis: Analysis): string {
  const { version, captures, connections, findings, summary } = analysis;
  const document = {
    schemaVersion: 1,
    tool: { name: "unflushed", version },
    captures: captures.map((capture) => ({
      ...capture,
      blindSpots: capture.blindSpots.map((spot) => ({ code: spot.code, ...describe(spot) })),
    })),
    connections: connections.map(({ capture, connection }) => connectionOf(capture, connection)),
    findings: findings.map(({ capture, connection, finding, origin }) => ({
      rule: finding.rule.id,
      level: finding.rule.level,
      capture,
      connection: connection.id,
      exchange: finding.judgement.exchange ? connection.exchanges.indexOf(finding.judgement.exchange) : null,
      line: finding.line,
      relatedLines: finding.relatedLines,
      message: finding.rule.what(finding.judgement),
      outstandingBytes: finding.outstandingBytes,
      evidence: finding.proof,
      origin: origin && {
        connection: origin.connection.id,
        exchange: origin.connection.exchanges.indexOf(origin.exchange),
      },
    })),
    summary,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function connectionOf(capture: number, connection: Connection): object {
  const { id, pid, fd, exchanges, ...known } = connection;
  return { id, capture, pid, fd, ...known, exchanges: exchanges.map(exchangeOf) };
}

/** A write whose size was not seen may have been of any size. */
function finite(bytes: number): number | null {
  return Number.isFinite(bytes) ? bytes : null;
}

function exchangeOf({
  request,
  response,
  verdict,
  cause,
  evidence,
  blindSpots,
  outstandingBytes,
  owedBytes,
  inDoubtBytes,
}: Exchange): object {
  return {
    request,
    response: response && { ...response, outstandingBytes, owedBytes, inDoubtBytes: finite(inDoubtBytes) },
    verdict,
    cause: verdict === "truncated" || cause === "reset" ? cause : null,
    evidence,
    blindSpots,
  };
}
