import type { CaptureFacts, Connection, ConnectionFinding, Summary, Upstream } from "../analysis/model.js";
import type { Exchange, Request, Response } from "../protocols/exchange.js";
import type { Judgement } from "../protocols/judgement.js";
import type { ActiveRule } from "../rules/active-rule.js";
import { describe } from "../rules/blind-spots.js";
import type { SocketEvent } from "../sockets/event.js";
import { jsonText } from "../text/json-text.js";
import type { StatedExpectation } from "./deviation.js";
import type {
  CallRecord,
  CaptureRecord,
  ConnectionRecord,
  FindingRecord,
  OriginRecord,
  RuleRecord,
  RunRecord,
} from "./record.js";
import { callOf, countsOf, remarkOf, sinceOf } from "./step.js";

/** What a run's records begin with. */
export function runRecord(
  version: string,
  rules: readonly ActiveRule[],
  captures: number,
  shard: RunRecord["shard"] = null,
): RunRecord {
  const tool = { name: "unflushed", version } as const;
  return { kind: "run", schemaVersion: 1, tool, captures, shard, rules: rules.map(ruleRecord) };
}

function ruleRecord({ id, level, defaultLevel, summary: flags, why, advice: next }: ActiveRule): RuleRecord {
  return { id, level, defaultLevel, flags, why, next };
}

/** A finding with all that any format says of it. */
export function findingRecord(
  capture: number,
  path: string,
  { connection, exchange, finding, origin }: ConnectionFinding,
): FindingRecord {
  const { rule, judgement, line, relatedLines, outstandingBytes, proof } = finding;
  return {
    kind: "finding",
    rule: rule.id,
    level: rule.level,
    capture,
    path,
    connection: connection.id,
    fd: connection.fd,
    role: connection.role,
    local: connection.local,
    peer: connection.peer,
    exchange,
    request: judgement.exchange?.request ? plainRequest(judgement.exchange.request) : null,
    status: judgement.exchange?.response?.status ?? null,
    cause: judgement.cause,
    line,
    relatedLines,
    message: rule.message(judgement),
    outstandingBytes,
    evidence: proof,
    calls: callsOf(judgement).map((event) => callRecord(event, connection.opened.time, judgement.by)),
    origin: origin && originRecord(origin),
    suppressed: null,
  };
}

export function connectionRecord(capture: number, connection: Connection): ConnectionRecord {
  const { id, pid, fd, transport, role, protocol, local, peer, opened, ended } = connection;
  return { kind: "connection", id, capture, pid, fd, transport, role, protocol, local, peer, opened, ended };
}

export function captureRecord(
  capture: number,
  facts: CaptureFacts,
  summary: Summary,
  expectation: StatedExpectation | null = null,
): CaptureRecord {
  const blindSpots = facts.blindSpots.map((spot) => ({ code: spot.code, ...describe(spot) }));
  return { kind: "capture", capture, ...facts, blindSpots, summary, expectation };
}

/** How the lines of a connection's exchanges begin: the index, `exchangeFields` and a brace follow. */
export function exchangeHead(capture: number, connection: string): string {
  return `{"kind":"exchange","capture":${capture},"connection":"${connection}","index":`;
}

/** How nearly all exchanges end: all of the response was accepted. */
const WHOLE =
  ',"outstandingBytes":0,"owedBytes":0,"inDoubtBytes":0},"verdict":"complete","cause":null,"evidence":null,"blindSpots":[]';

/**
 * What is said of an exchange besides whose it is, as the inside of a JSON object. There is one for every response:
 * written out, as `JSON.stringify` of such an object takes several times as long.
 */
export function exchangeFields(exchange: Exchange): string {
  const ending = isWhole(exchange) ? WHOLE : sizesJson(exchange) + judgedJson(exchange);
  return `"request":${requestJson(exchange.request)},"response":${responseJson(exchange.response)}${ending}`;
}

function requestJson(request: Request | null): string {
  if (!request) return "null";
  const { method, target, line } = request;
  return `{"method":${jsonText(method)},"target":${jsonText(target)},"line":${line}}`;
}

/** Without its brace: the sizes follow. */
function responseJson(response: Response | null): string {
  if (!response) return "null";
  const { status, line, framing, declaredBytes, acceptedBytes } = response;
  return `{"status":${status},"line":${line},"framing":"${framing}","declaredBytes":${declaredBytes},"acceptedBytes":${acceptedBytes}`;
}

function isWhole(exchange: Exchange): boolean {
  const isShort = exchange.outstandingBytes !== 0 || exchange.owedBytes !== 0 || exchange.inDoubtBytes !== 0;
  const isPlain = exchange.evidence === null && exchange.cause !== "reset" && exchange.blindSpots.length === 0;
  return exchange.response !== null && exchange.verdict === "complete" && !isShort && isPlain;
}

function sizesJson({ response, outstandingBytes, owedBytes, inDoubtBytes }: Exchange): string {
  if (!response) return "";
  const inDoubt = Number.isFinite(inDoubtBytes) ? inDoubtBytes : null; // a write of unknown size
  return `,"outstandingBytes":${outstandingBytes},"owedBytes":${owedBytes},"inDoubtBytes":${inDoubt}}`;
}

function judgedJson({ verdict, cause, evidence, blindSpots }: Exchange): string {
  const shown = verdict === "truncated" || cause === "reset" ? cause : null;
  const spots = blindSpots.length === 0 ? "[]" : JSON.stringify(blindSpots);
  return `,"verdict":"${verdict}","cause":${word(shown)},"evidence":${word(evidence)},"blindSpots":${spots}`;
}

/** A name of ours, which holds nothing to escape. */
function word(name: string | null): string {
  return name === null ? "null" : `"${name}"`;
}

function plainRequest({ method, target, line }: Request): Request {
  return { method, target, line };
}

function originRecord({ connection, exchange, index }: Upstream): OriginRecord {
  const { line = null, declaredBytes = null, acceptedBytes = null } = exchange.response ?? {};
  return { connection: connection.id, exchange: index, line, declaredBytes, acceptedBytes };
}

function callsOf({ exchange, refused, by }: Judgement): SocketEvent[] {
  const calls = exchange
    ? [exchange.calls.head, exchange.calls.lastAccepted, exchange.calls.refused, by]
    : [refused, by];
  const unique = new Set(calls.filter((call) => call !== null));
  return [...unique].sort((one, other) => one.line - other.line);
}

function callRecord(event: SocketEvent, openedAt: number | null, by: SocketEvent): CallRecord {
  return {
    line: event.line,
    pid: event.pid,
    since: sinceOf(event, openedAt),
    call: callOf(event),
    ...countsOf(event),
    remark: remarkOf(event),
    ends: event.kind !== "write" && event === by,
  };
}
