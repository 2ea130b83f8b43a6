import type { CaptureFacts, Connection, ConnectionFinding, Summary, Upstream } from "../analysis/model.js";
import type { Request } from "../protocols/exchange.js";
import type { Judgement } from "../protocols/judgement.js";
import type { ActiveRule } from "../rules/active-rule.js";
import { describe } from "../rules/describe.js";
import type { SocketEvent } from "../sockets/event.js";
import type { CaptureClock } from "../text/wall-clock.js";
import type { StatedExpectation } from "./deviation.js";
import { hopsOf } from "./path-record.js";
import { noPlaces, type Placed, type PlaceOf, placed } from "./placed.js";
import {
  type CallRecord,
  type CaptureRecord,
  type ConnectionRecord,
  type FindingRecord,
  type OriginRecord,
  RECORD_SCHEMA_VERSION,
  type RuleRecord,
  type RunRecord,
} from "./record.js";
import { callOf, countsOf, remarkOf, sinceOf } from "./step.js";

/** The first record of a run. */
export function runRecord(
  version: string,
  rules: readonly ActiveRule[],
  captures: number,
  shard: RunRecord["shard"] = null,
): RunRecord {
  const tool = { name: "unflushed", version } as const;
  return { kind: "run", schemaVersion: RECORD_SCHEMA_VERSION, tool, captures, shard, rules: rules.map(ruleRecord) };
}

function ruleRecord({ id, level, defaultLevel, summary: flags, why, advice: next }: ActiveRule): RuleRecord {
  return { id, level, defaultLevel, flags, why, next };
}

/**
 * A finding with everything that the formats show of it.
 *
 * @param placeOf where each line of its capture stands, if that consists of several files
 */
export function findingRecord(
  capture: number,
  path: string,
  { connection, exchange, finding, clock, origin, path: way }: ConnectionFinding,
  placeOf: PlaceOf = noPlaces,
): FindingRecord {
  const { rule, level, judgement, line, time, relatedLines, outstandingBytes, evidence } = finding;
  const next = rule.adviceOf?.(judgement) ?? null;
  const asked = judgement.about === "unanswered" ? judgement.request : (judgement.exchange?.request ?? null);
  return {
    kind: "finding",
    rule: rule.id,
    level,
    capture,
    path,
    connection: connection.id,
    fd: connection.fd,
    role: connection.role,
    local: connection.local,
    peer: connection.peer,
    exchange,
    request: asked && plainRequest(asked, placeOf),
    status: judgement.exchange?.response?.status ?? null,
    cause: judgement.cause,
    line,
    ...placed(line, placeOf),
    time,
    clock: time === null ? null : clock,
    relatedLines,
    ...relatedPlaces(relatedLines, placeOf),
    message: rule.message(judgement),
    outstandingBytes,
    evidence,
    calls: callsOf(judgement).map((event) => callRecord(event, connection.opened.time, judgement.by, placeOf)),
    origin: origin && originRecord(capture, path, origin, placeOf),
    ...(way && { hops: hopsOf(capture, way, placeOf) }),
    ...(next !== null && { next }),
    ...(way?.undecided && { undecided: way.undecided }),
    ...messageOf(judgement, connection),
    suppressed: null,
  };
}

/** What only a response has that is not HTTP/1. */
function messageOf(
  { exchange }: Judgement,
  { tls }: Connection,
): Pick<FindingRecord, "protocol" | "stream" | "serverName"> {
  const message = exchange?.message;
  if (!message) return {};
  const { protocol, stream } = message;
  return { protocol, stream, ...(tls && { serverName: tls.serverName }) };
}

export function connectionRecord(
  capture: number,
  connection: Connection,
  clock: CaptureClock | null,
): ConnectionRecord {
  const { id, pid, fd, transport, role, protocol, local, peer, opened, ended, tls } = connection;
  const facts = { id, capture, clock, pid, fd, transport, role, protocol, local, peer, opened, ended };
  return { kind: "connection", ...facts, ...(tls && { tls }) };
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

function relatedPlaces(lines: readonly number[], placeOf: PlaceOf): Pick<FindingRecord, "relatedPlaces"> {
  const places = lines.flatMap((line) => placeOf(line) ?? []);
  return places.length > 0 ? { relatedPlaces: places } : {};
}

function plainRequest({ method, target, line }: Request, placeOf: PlaceOf): Request & Placed {
  return { method, target, line, ...placed(line, placeOf) };
}

function originRecord(
  capture: number,
  path: string,
  { connection, exchange, index }: Upstream,
  placeOf: PlaceOf,
): OriginRecord {
  const { line = null, declaredBytes = null, acceptedBytes = null, isAtMost = false } = exchange?.response ?? {};
  const place = { line, ...placed(line, placeOf) };
  const sizes = { declaredBytes, acceptedBytes, ...(isAtMost && { isAtMost }) };
  return { capture, path, connection: connection.id, exchange: index, ...place, ...sizes };
}

function callsOf({ exchange, refused, by }: Judgement): SocketEvent[] {
  const calls = exchange
    ? [exchange.calls.head, exchange.calls.lastAccepted, exchange.calls.refused, by]
    : [refused, by];
  const unique = new Set(calls.filter((call) => call !== null));
  return [...unique].sort((one, other) => one.line - other.line);
}

function callRecord(event: SocketEvent, openedAt: number | null, by: SocketEvent, placeOf: PlaceOf): CallRecord {
  return {
    line: event.line,
    ...placed(event.line, placeOf),
    pid: event.pid,
    since: sinceOf(event, openedAt),
    call: callOf(event),
    ...countsOf(event),
    remark: remarkOf(event),
    ends: event.kind !== "write" && event === by,
  };
}
