import type { FindingRecord, PathExchange } from "../../records/record.js";
import type { Level } from "../../rules/rule.js";
import type { CaptureClock } from "../../text/wall-clock.js";
import { targetPattern } from "./target-pattern.js";

/** In place of a target: those of a server whose targets are of too many kinds. */
export const ANY_TARGET = "*";

/** Findings that say the same: of one rule, about one server, with one origin, and with targets that are alike. */
export interface FindingKind {
  readonly rule: string;
  readonly level: Level;
  /** The address of the server; null if it is not known. */
  readonly server: string | null;
  /** The address of the server at which the bytes were lost first, if that is another one. */
  readonly origin: string | null;
  /** `GET /images/*`; null if the findings are about no request. */
  readonly request: string | null;
}

/** What a kind comes to. */
export interface KindCounts {
  readonly kind: FindingKind;
  /** Where the first one is. */
  readonly path: string;
  readonly line: number;
  findings: number;
  /** Bytes that were lost here, and not on another hop; of `unknown` findings nobody knows how many. */
  lostBytes: number;
  unknown: number;
  /** Seconds of the first and of the last one, and what they count from; null without times, or if captures have different clocks. */
  from: number | null;
  to: number | null;
  clock: CaptureClock | null;
}

export function kindOf(finding: FindingRecord): FindingKind {
  const { rule, level, role, local, peer, request, hops = [] } = finding;
  const last = hops.length > 1 ? (hops.at(-1) as PathExchange) : null;
  return {
    rule,
    level,
    server: role === "client" ? peer : local,
    origin: last?.address ?? null,
    request: request && `${request.method} ${targetPattern(request.target)}`,
  };
}

/** The same kind for any target. */
export function ofAnyTarget(kind: FindingKind): FindingKind {
  return kind.request === null ? kind : { ...kind, request: ANY_TARGET };
}

/** The same for any server as well. */
export function ofAnyServer(kind: FindingKind): FindingKind {
  return { ...ofAnyTarget(kind), server: null, origin: null };
}

/** Two kinds are one if their keys are. */
export function keyOfKind({ rule, level, server, origin, request }: FindingKind): string {
  return JSON.stringify([rule, level, server, origin, request]);
}

/** True for a finding whose bytes were lost at its own exchange. */
export function isOwnLoss({ origin, suppressed, outstandingBytes, level }: FindingRecord): boolean {
  return level === "error" && origin === null && suppressed === null && outstandingBytes !== 0;
}
