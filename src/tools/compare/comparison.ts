import { type Caution, cautionsOf } from "./caution.js";
import {
  abandonedReasons,
  type ComparisonReason,
  isForWorse,
  lostDirection,
  rowReasons,
  shareReasons,
  unsharedReasons,
  unusableReasons,
} from "./reasons.js";
import { directionOf } from "./share.js";
import type { ComparedSide } from "./side.js";
import type { SideTally } from "./tally.js";
import type { TargetKey, TargetRow, TargetTallies } from "./targets.js";

export type ComparisonOutcome = "better" | "equal" | "worse" | "unproven";

/** A target and how its responses changed: `only-before` or `only-after` if the other side has no response for it. */
export interface ComparedRow extends TargetRow {
  readonly change: ComparisonOutcome | "only-before" | "only-after";
}

export interface SideComparison {
  readonly outcome: ComparisonOutcome;
  /** First the reasons for `worse`, then those for `unproven`; empty for `better` and `equal`. */
  readonly reasons: readonly ComparisonReason[];
  readonly cautions: readonly Caution[];
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  /** Sorted by lost bytes, then by failed responses. */
  readonly rows: readonly ComparedRow[];
  /** All targets beyond the 10,000 that have a row of their own; null if there are none. */
  readonly others: ComparedRow | null;
}

/** Compares both sides: did the program fail less in AFTER than in BEFORE? */
export function compareSides(before: ComparedSide, after: ComparedSide, targets: TargetTallies): SideComparison {
  const rows = targets.rows.map((row) => ({ ...row, change: changeOf(row) })).sort(byLoss);
  const others = targets.others && { ...targets.others, change: changeOf(targets.others) };
  const cautions = cautionsOf(before, after, rows);
  const known = { cautions, before, after, rows, others };
  const unusable = [before, after].flatMap(unusableReasons);
  if (unusable.length > 0) return { outcome: "unproven", reasons: unusable, ...known };
  const all = others ? [...rows, others] : rows;
  const reasons = [
    ...shareReasons(before.total, after.total, null),
    ...abandonedReasons(before, after),
    ...all.flatMap(rowReasons),
    ...unsharedReasons(all),
  ].sort((one, other) => Number(isForWorse(other)) - Number(isForWorse(one)));
  const overall = compareTallies(before.total, after.total);
  const hasImproved = overall === "better" || rows.some(({ change }) => change === "better");
  const outcome = settle(reasons) ?? (hasImproved ? "better" : "equal");
  return { outcome, reasons, ...known };
}

/** Compares two tallies of responses, of both sides as a whole or of one target. */
export function compareTallies(before: SideTally, after: SideTally): ComparisonOutcome {
  if (before.judged === 0 || after.judged === 0) return "unproven";
  const settled = settle(shareReasons(before, after, null));
  if (settled) return settled;
  const isDown = directionOf(before.failedShare, after.failedShare) === "down";
  const isDownAtWorst = directionOf(before.worstShare, after.worstShare) === "down";
  return (isDown && isDownAtWorst) || lostDirection(before, after) === "down" ? "better" : "equal";
}

function settle(reasons: readonly ComparisonReason[]): ComparisonOutcome | null {
  if (reasons.some(isForWorse)) return "worse";
  return reasons.length > 0 ? "unproven" : null;
}

function changeOf({ before, after }: TargetRow): ComparedRow["change"] {
  if (!before) return "only-after";
  return after ? compareTallies(before, after) : "only-before";
}

function byLoss(one: TargetRow, other: TargetRow): number {
  return (
    most(other, ({ lostBytes }) => lostBytes) - most(one, ({ lostBytes }) => lostBytes) ||
    most(other, ({ failed }) => failed) - most(one, ({ failed }) => failed) ||
    most(other, ({ responses }) => responses) - most(one, ({ responses }) => responses) ||
    (nameOf(one.target) < nameOf(other.target) ? -1 : 1)
  );
}

function most({ before, after }: TargetRow, count: (tally: SideTally) => number): number {
  return Math.max(before ? count(before) : 0, after ? count(after) : 0);
}

function nameOf(target: TargetKey | null): string {
  return target ? `${target.method} ${target.target} ${target.role}` : "";
}
