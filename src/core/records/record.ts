import type { ErrorCode } from "../../errors.js";
import type { CaptureFacts, Connection, Summary } from "../analysis/model.js";
import type { Silence } from "../analysis/silence/model.js";
import type { Undecided } from "../paths/nesting.js";
import type { BlindSpotCode } from "../protocols/blind-spot.js";
import type { Cause, Evidence, Request, Response, Verdict } from "../protocols/exchange.js";
import type { StreamProtocol } from "../protocols/message-facts.js";
import type { FindingEvidence } from "../rules/finding.js";
import type { Level } from "../rules/rule.js";
import type { Place } from "../strace/line-places.js";
import type { CaptureClock } from "../text/wall-clock.js";
import type { DeviationRecord, StatedExpectation } from "./deviation.js";
import type { EventRecord } from "./event.js";
import type { PathExchange, PathRecord } from "./path.js";
import type { Placed } from "./placed.js";

export type { DeviationRecord } from "./deviation.js";
export type { EventRecord } from "./event.js";
export type { AnsweredStream, AskedExchange, PathExchange, PathRecord } from "./path.js";

/** The version of `schema/record.schema.json` that is written and read. */
export const RECORD_SCHEMA_VERSION = 3;

/** One of `count` parts of a list of captures, each checked by itself (`--shard`). */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** The first record: the program that wrote the others. */
export interface RunRecord {
  readonly kind: "run";
  /** 2 since the kind `passed` is called `skipped`; 3 since there are paths, and a capture says on which addresses its programs answer. */
  readonly schemaVersion: typeof RECORD_SCHEMA_VERSION;
  readonly tool: { readonly name: "unflushed"; readonly version: string };
  /** The length of the whole list of captures, even if this run is a shard of it. */
  readonly captures: number;
  /** Null if the run is about all captures. */
  readonly shard: Shard | null;
  /** The rules that were applied. Rules that are `off` are not among them. */
  readonly rules: readonly RuleRecord[];
}

/** What formats need of a rule. */
export interface RuleRecord {
  readonly id: string;
  /** The level of its findings, unless a finding has one of its own. */
  readonly level: Level;
  /** The level in the rule's own declaration. */
  readonly defaultLevel: Level;
  readonly flags: string;
  readonly why: string;
  readonly next: string;
}

/** A capture was opened. The records up to the next `begin` are about it. */
export interface BeginRecord {
  readonly kind: "begin";
  /** The number of the capture, from 0. If no `capture` record follows, the next capture gets the same number. */
  readonly capture: number;
  /** The index in the list of all captures, from 0. Captures of other shards and unreadable captures count too. */
  readonly position: number;
  readonly path: string;
}

/** A call that proves a finding. */
export interface CallRecord extends Placed {
  readonly line: number;
  readonly pid: number | null;
  /** Seconds since the connection opened; null without times. */
  readonly since: number | null;
  /** The name of the call, or the kind of the event if no call caused it. */
  readonly call: string;
  /** Bytes, or `SHUT_WR`, or `?` if the capture does not show it. */
  readonly asked: number | string | null;
  /** Bytes, or the name of an errno, or `?` if the capture does not show it. */
  readonly took: number | string | null;
  readonly remark: string;
  /** True for the call that ended the response. */
  readonly ends: boolean;
}

/** The response that was short already when a program received it: where bytes were lost first. */
export interface OriginRecord extends Placed {
  /** The number of its capture, and what the user calls that: it need not be the capture of the finding. */
  readonly capture: number;
  readonly path: string;
  readonly connection: string;
  readonly exchange: number;
  /** The line of that capture on which the response began; null if the capture does not show it. */
  readonly line: number | null;
  readonly declaredBytes: number | null;
  readonly acceptedBytes: number | null;
  /** True if `acceptedBytes` is an upper bound. Left out otherwise. */
  readonly isAtMost?: true;
}

/** Why a finding does not count. It is reported, and does not fail the run. */
export interface Suppression {
  readonly by: "ignore" | "baseline" | "expectation" | "path";
  /** The reason that the user gave; null without one. */
  readonly reason: string | null;
}

/** A rule matched. The record is complete in itself, and is written while the line that decided it is read. */
export interface FindingRecord extends Placed {
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
  /** The index of the exchange in its connection, from 0; null if the finding is not about an exchange. */
  readonly exchange: number | null;
  readonly request: (Request & Placed) | null;
  readonly status: number | null;
  /** What ended the response; null if nothing did. */
  readonly cause: Cause | null;
  readonly line: number;
  /** Seconds at which that call began, and what they count from; null if the capture has no times. */
  readonly time: number | null;
  readonly clock: CaptureClock | null;
  readonly relatedLines: readonly number[];
  /** The places of `relatedLines`; left out if the capture is one file. */
  readonly relatedPlaces?: readonly Place[];
  readonly message: string;
  readonly outstandingBytes: number | null;
  readonly evidence: FindingEvidence;
  readonly calls: readonly CallRecord[];
  readonly origin: OriginRecord | null;
  /** The way of the loss, from this exchange inwards to its origin; left out if bytes were lost here. */
  readonly hops?: readonly PathExchange[];
  /** Why it is not known whether bytes were lost first at the last of the hops; left out if it is known. */
  readonly undecided?: Undecided;
  /** What to do next, if the capture shows more than the rule's own `next` says; left out if it does not. */
  readonly next?: string;
  /** As in `ExchangeRecord`; and the name that a TLS client asked for. */
  readonly protocol?: StreamProtocol;
  readonly stream?: number | null;
  readonly serverName?: string | null;
  readonly suppressed: Suppression | null;
}

/**
 * The first connection of a capture that ended without a verdict, before any other got one. It is reported only of a
 * capture that is read while it is recorded: there the end may be hours away.
 */
export interface SilenceRecord extends Silence {
  readonly kind: "silence";
  readonly capture: number;
  readonly connection: string;
}

/** A connection ended. The records of its exchanges follow. */
export interface ConnectionRecord extends Readonly<Connection> {
  readonly kind: "connection";
  readonly capture: number;
  /** What its times, and those of its exchanges, are; null if the capture has none. */
  readonly clock: CaptureClock | null;
}

export interface ExchangeRecord {
  readonly kind: "exchange";
  readonly capture: number;
  readonly connection: string;
  /** The index in its connection, from 0. */
  readonly index: number;
  readonly request: (Request & Placed) | null;
  readonly response:
    | (Readonly<Response> &
        Placed & {
          readonly outstandingBytes: number | null;
          readonly owedBytes: number;
          readonly inDoubtBytes: number | null;
        })
    | null;
  readonly verdict: Verdict;
  readonly cause: Cause | null;
  readonly evidence: Evidence | null;
  readonly blindSpots: readonly BlindSpotCode[];
  /** The protocol of a response that is not HTTP/1, and its stream (HTTP/2) or request id (FastCGI); left out for HTTP/1. */
  readonly protocol?: StreamProtocol;
  readonly stream?: number | null;
}

/** The clocks of two captures differ, as far as exchanges say it that both show. It comes after all captures. */
export interface ClockRecord {
  readonly kind: "clock";
  /** The numbers of two captures: the clock of the first is ahead of that of the second. */
  readonly ahead: number;
  readonly behind: number;
  /** By how many seconds, give or take `uncertainty`: an estimate. */
  readonly seconds: number;
  readonly uncertainty: number;
  /** How many exchanges it rests on. */
  readonly exchanges: number;
}

/** A capture was read to its end. If a `failure` with its number follows, it was read only to the failure. */
export interface CaptureRecord extends Omit<CaptureFacts, "blindSpots"> {
  readonly kind: "capture";
  readonly capture: number;
  readonly blindSpots: readonly {
    readonly code: BlindSpotCode;
    readonly message: string;
    readonly advice: string;
  }[];
  readonly summary: Summary;
  /** Null if the capture states no expectation. */
  readonly expectation: StatedExpectation | null;
}

/** A capture could not be read at all, or not to its end. */
export interface FailureRecord {
  readonly kind: "failure";
  /** The number of the capture if a part of it was read; otherwise null. */
  readonly capture: number | null;
  readonly path: string;
  readonly code: ErrorCode;
  readonly message: string;
}

/** A file in a folder, or one that a glob matched, is not strace output. That does not fail the run. */
export interface SkippedRecord {
  readonly kind: "skipped";
  readonly path: string;
  /** The error that the file would cause if the user named it alone. */
  readonly code: ErrorCode;
}

/** The last record. A result file without it is incomplete. */
export interface SummaryRecord extends Readonly<Summary> {
  readonly kind: "summary";
}

/** What one run reports, in the order of discovery. `schema/record.schema.json` describes the same. */
export type AnalysisRecord =
  | RunRecord
  | BeginRecord
  | FindingRecord
  | SilenceRecord
  | EventRecord
  | ConnectionRecord
  | ExchangeRecord
  | DeviationRecord
  | PathRecord
  | ClockRecord
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
  silence: true,
  event: true,
  connection: true,
  exchange: true,
  deviation: true,
  path: true,
  clock: true,
  capture: true,
  failure: true,
  skipped: true,
  summary: true,
} satisfies Record<RecordKind, true>) as readonly RecordKind[];

export type RecordOf<K extends RecordKind> = Extract<AnalysisRecord, { kind: K }>;
