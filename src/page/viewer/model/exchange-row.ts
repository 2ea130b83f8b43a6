import { bytesLost } from "../../../core/filter/filter.js";
import { subjectOf } from "../../../core/formats/subject.js";
import type { BlindSpotCode } from "../../../core/protocols/blind-spot.js";
import type { Cause, Evidence, Framing, Verdict } from "../../../core/protocols/exchange.js";
import type { ExchangeRecord } from "../../../core/records/record.js";
import type { KnownFinding, ShownConnection } from "./shown-connection.js";

/** One exchange, flat: there are very many. */
export interface ExchangeRow {
  /** In the order of the stream, from 0. */
  readonly order: number;
  readonly connection: ShownConnection;
  /** The index in its connection, from 0. */
  readonly index: number;
  /** When its response began, in seconds on the capture's clock. */
  readonly time: number | null;
  /** The line of the response, else that of the request. */
  readonly line: number | null;
  /** `GET /x`; not escaped. */
  readonly subject: string;
  readonly target: string | null;
  readonly status: number | null;
  readonly declared: number | null;
  readonly accepted: number | null;
  /** Bytes that the program lost of it; null if nobody knows. */
  readonly lost: number | null;
  /** Seconds without an accepted byte before the end; null without a finding. */
  readonly silence: number | null;
  readonly verdict: Verdict;
  /** Where its bytes were lost first; empty if none were. */
  readonly origin: string;
  readonly cause: Cause | null;
  readonly evidence: Evidence | null;
  readonly framing: Framing | null;
  readonly blindSpots: readonly BlindSpotCode[];
  /** The findings about it. */
  readonly findings: readonly KnownFinding[];
}

const NONE: readonly never[] = [];

export function exchangeRow(record: ExchangeRecord, order: number, connection: ShownConnection): ExchangeRow {
  const { index, request, response, verdict, cause, evidence, blindSpots } = record;
  const findings =
    connection.findings.length === 0 ? NONE : connection.findings.filter((each) => each.exchange === index);
  return {
    order,
    connection,
    index,
    time: response?.time ?? null,
    line: response?.line ?? request?.line ?? null,
    subject: subjectOf(record),
    target: request?.target ?? null,
    status: response?.status ?? null,
    declared: response?.declaredBytes ?? null,
    accepted: response?.acceptedBytes ?? null,
    lost: bytesLost(verdict, response?.outstandingBytes ?? null),
    silence: findings[0]?.silence ?? null,
    verdict,
    origin: findings.find(({ origin }) => origin !== "")?.origin ?? (verdict === "truncated" ? "here" : ""),
    cause,
    evidence,
    framing: response?.framing ?? null,
    blindSpots: blindSpots.length === 0 ? NONE : blindSpots,
    findings,
  };
}
