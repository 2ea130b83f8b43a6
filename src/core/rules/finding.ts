import type { Evidence } from "../protocols/exchange.js";
import type { Judgement } from "../protocols/judgement.js";
import type { Level, Rule } from "./rule.js";
import { idleBefore } from "./silence-before-end.js";

/** What a finding rests on. A line is null when there is no such call; a count of bytes is null when it is unknown. */
export interface FindingEvidence {
  /** Line of the first byte of the response head. */
  readonly head: number | null;
  readonly lastAccepted: number | null;
  readonly refused: number | null;
  readonly end: number;
  /** Seconds between the last accepted byte and the end; null when the capture has no times. */
  readonly idle: number | null;
  readonly declaredBytes: number | null;
  readonly acceptedBytes: number | null;
  /** True if `acceptedBytes` is an upper bound. Left out otherwise. */
  readonly isAtMost?: true;
  readonly outstandingBytes: number | null;
  readonly owedBytes: number;
  /** So many fewer bytes may be outstanding, because a write never returned; null if its size is not known. Left out if there is none. */
  readonly inDoubtBytes?: number | null;
  /** What the verdict rests on; null when the finding is not a truncation. */
  readonly confidence: Evidence | null;
}

/** A rule that matched, with the lines of the capture that prove it. */
export interface Finding {
  readonly rule: Rule;
  readonly level: Level;
  readonly judgement: Judgement;
  /** Line of the call that ended the response. */
  readonly line: number;
  /** Seconds at which that call began, on the capture's clock; null if the capture has no times. */
  readonly time: number | null;
  /** Lines of the head, the last accepted write and the refused write, ascending. */
  readonly relatedLines: readonly number[];
  readonly outstandingBytes: number | null;
  readonly evidence: FindingEvidence;
}

export function makeFinding(rule: Rule, judgement: Judgement): Finding {
  const evidence = evidenceOf(judgement);
  const request = judgement.about === "unanswered" ? (judgement.request?.line ?? null) : null;
  const lines = [request, evidence.head, evidence.lastAccepted, evidence.refused].flatMap((line) => line ?? []);
  return {
    rule,
    level: rule.levelOf?.(judgement) ?? rule.level,
    judgement,
    line: evidence.end,
    time: judgement.by.time,
    relatedLines: [...new Set(lines)].filter((line) => line !== evidence.end).sort((a, b) => a - b),
    outstandingBytes: evidence.outstandingBytes,
    evidence,
  };
}

function evidenceOf(judgement: Judgement): FindingEvidence {
  const { exchange, by, owedBytes, refused } = judgement;
  const { head = null, lastAccepted = null } = exchange?.calls ?? {};
  const { declaredBytes = null, acceptedBytes = null, isAtMost } = exchange?.response ?? {};
  const inDoubtBytes = exchange?.inDoubtBytes ?? 0;
  const idle = idleBefore(judgement);
  return {
    head: head?.line ?? null,
    lastAccepted: lastAccepted?.line ?? null,
    refused: refused?.line ?? null,
    end: by.line,
    idle: idle === null ? null : nanoseconds(idle),
    declaredBytes,
    acceptedBytes,
    ...(isAtMost && { isAtMost }),
    outstandingBytes: exchange ? exchange.outstandingBytes : owedBytes,
    owedBytes,
    ...(inDoubtBytes > 0 && { inDoubtBytes: Number.isFinite(inDoubtBytes) ? inDoubtBytes : null }),
    confidence: exchange ? exchange.evidence : "short-write",
  };
}

/** Rounds seconds to nanoseconds: strace prints at most nine digits, and a subtraction of floats adds noise after them. */
export function nanoseconds(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e9;
}
