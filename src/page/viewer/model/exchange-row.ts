import { bytesLost } from "../../../core/filter/bytes-lost.js";
import { subjectOf } from "../../../core/formats/subject.js";
import type { ExchangeRecord } from "../../../core/records/record.js";
import type { ExchangeRow, ShownConnection } from "./shown-connection.js";

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
