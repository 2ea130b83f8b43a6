import type { ErrorCode } from "../../errors.js";
import type { CaptureFacts, Connection, Summary } from "../analysis/model.js";
import type { BlindSpotCode } from "../protocols/blind-spot.js";
import type { Cause, Evidence, Request, Response, Verdict } from "../protocols/exchange.js";
import type { Proof } from "../rules/finding.js";
import type { Level } from "../rules/rule.js";
import type { DeviationRecord, StatedExpectation } from "./deviation.js";

export type { DeviationRecord } from "./deviation.js";

/** The version of `schema/record.schema.json` that is written and read. */
export const RECORD_SCHEMA_VERSION = 2;

/** One of `count` parts of a list of captures, each checked by itself (`--shard`). */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** The first record: what wrote the others. */
export interface RunRecord {
  readonly kind: "run";
  /** 2 since the kind `passed` is called `skipped`. */
  readonly schemaVersion: typeof RECORD_SCHEMA_VERSION;
  readonly tool: { readonly name: "unflushed"; readonly version: string };
  /** How many captures the list has, also if these records are about a shard of it. */
  readonly captures: number;
  /** Null if they are about all captures. */
  readonly shard: Shard | null;
  /** Those that were looked for: what is off is not among them. */
  readonly rules: readonly RuleRecord[];
}

/** A rule as far as formats speak of it: all that there is to know of a custom one. */
export interface RuleRecord {
  readonly id: string;
  /** What its findings get. */
  readonly level: Level;
  /** What they get unless the user says otherwise. */
  readonly defaultLevel: Level;
  readonly flags: string;
  readonly why: string;
  readonly next: string;
}

/** A capture is opened; what follows is about it, up to the next `begin`. */
export interface BeginRecord {
  readonly kind: "begin";
  /** Its number, from 0; one of which no `capture` record comes leaves its number to the next. */
  readonly capture: number;
  /** Its place in the list of all captures, from 0. Those of other shards, and unreadable ones, have a place too. */
  readonly position: number;
  readonly path: string;
}

/** A call that proves a finding. */
export interface CallRecord {
  readonly line: number;
  readonly pid: number | null;
  /** Seconds since the connection opened; null without times. */
  readonly since: number | null;
  /** Its name, or what happened if it was not a call. */
  readonly call: string;
  /** Bytes, or `SHUT_WR`, or `?` if the capture does not show it. */
  readonly asked: number | string | null;
  /** Bytes, or an error's name, or `?`. */
  readonly took: number | string | null;
  readonly remark: string;
  /** True for the call that ended the response. */
  readonly ends: boolean;
}

export interface OriginRecord {
  readonly connection: string;
  readonly exchange: number;
  readonly line: number | null;
  readonly declaredBytes: number | null;
  readonly acceptedBytes: number | null;
}

/** Why a finding makes nothing fail, though it is reported. */
export interface Suppression {
  readonly by: "ignore" | "baseline" | "expectation";
  /** In the user's words. */
  readonly reason: string | null;
}

/** A rule matched: reported while the line that decided it is read, and complete in itself. */
export interface FindingRecord {
  readonly kind: "finding";
  readonly rule: string;
  readonly level: Level;
  readonly capture: number;
  readonly path: string;
  readonly connection: string;
  readonly fd: number;
  readonly role: Connection["role"];
  readonly local: string | null;
  readonly peer: string | null;
  /** Which of the connection's exchanges, from 0; null if it is about none. */
  readonly exchange: number | null;
  readonly request: Request | null;
  readonly status: number | null;
  /** What ended the response; null if nothing did. */
  readonly cause: Cause | null;
  readonly line: number;
  readonly relatedLines: readonly number[];
  readonly message: string;
  readonly outstandingBytes: number | null;
  readonly evidence: Proof;
  readonly calls: readonly CallRecord[];
  readonly origin: OriginRecord | null;
  readonly suppressed: Suppression | null;
}

/** A connection is over; its exchanges are the records after it. */
export interface ConnectionRecord extends Readonly<Connection> {
  readonly kind: "connection";
  readonly capture: number;
}

export interface ExchangeRecord {
  readonly kind: "exchange";
  readonly capture: number;
  readonly connection: string;
  /** From 0. */
  readonly index: number;
  readonly request: Request | null;
  readonly response:
    | (Readonly<Response> & {
        readonly outstandingBytes: number | null;
        readonly owedBytes: number;
        readonly inDoubtBytes: number | null;
      })
    | null;
  readonly verdict: Verdict;
  readonly cause: Cause | null;
  readonly evidence: Evidence | null;
  readonly blindSpots: readonly BlindSpotCode[];
}

/** A capture was read: to its end, or as far as it could be: a `failure` with its number follows then. */
export interface CaptureRecord extends Omit<CaptureFacts, "blindSpots"> {
  readonly kind: "capture";
  readonly capture: number;
  readonly blindSpots: readonly {
    readonly code: BlindSpotCode;
    readonly message: string;
    readonly advice: string;
  }[];
  readonly summary: Summary;
  /** Null if it states none. */
  readonly expectation: StatedExpectation | null;
}

/** A capture could not be read, or not to its end. */
export interface FailureRecord {
  readonly kind: "failure";
  /** Its number if a part of it was read; null if nothing was. */
  readonly capture: number | null;
  readonly path: string;
  readonly code: ErrorCode;
  readonly message: string;
}

/** A file in a directory, or one that a glob matched, is not strace output, which is no failure. */
export interface SkippedRecord {
  readonly kind: "skipped";
  readonly path: string;
  /** What it would fail with if it were named itself. */
  readonly code: ErrorCode;
}

/** The last record: a file without it is not whole. */
export interface SummaryRecord extends Readonly<Summary> {
  readonly kind: "summary";
}

/** Everything that one run reports, in the order in which it is found; `schema/record.schema.json`. */
export type AnalysisRecord =
  | RunRecord
  | BeginRecord
  | FindingRecord
  | ConnectionRecord
  | ExchangeRecord
  | DeviationRecord
  | CaptureRecord
  | FailureRecord
  | SkippedRecord
  | SummaryRecord;

export type RecordKind = AnalysisRecord["kind"];

/** Every kind of record, in the order of a run. The compiler demands all. */
export const RECORD_KINDS = Object.keys({
  run: true,
  begin: true,
  finding: true,
  connection: true,
  exchange: true,
  deviation: true,
  capture: true,
  failure: true,
  skipped: true,
  summary: true,
} satisfies Record<RecordKind, true>) as readonly RecordKind[];

export type RecordOf<K extends RecordKind> = Extract<AnalysisRecord, { kind: K }>;
