import { type Caution, cautionsOf } from "./caution.js";
import { directionOf } from "./share.js";
import type { ComparedSide } from "./side.js";
import type { SideTally } from "./tally.js";
import type { SideName, TargetKey, TargetRow, TargetTallies } from "./targets.js";

export type ComparisonOutcome = "better" | "equal" | "worse" | "unproven";

/** A target and how its responses changed: `only-before` or `only-after` if the other side has no response for it. */
export interface ComparedRow extends TargetRow {
  readonly change: ComparisonOutcome | "only-before" | "only-after";
}

/** Why a comparison has its outcome. `row` is a target's, or null for all responses together. */
export type ComparisonReason =
  | { readonly code: "failed-share-up" | "lost-share-up" | "undetermined-decides"; readonly row: TargetRow | null }
  | { readonly code: "failure-not-repeated"; readonly row: TargetRow }
  | { readonly code: "nothing-judged" | "mostly-unjudged"; readonly side: SideName }
  | { readonly code: "abandoned-share-up" | "no-target-in-common" };

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

const WORSE: ReadonlySet<ComparisonReason["code"]> = new Set([
  "failed-share-up",
  "lost-share-up",
  "abandoned-share-up",
]);

/** Compares both sides: did the program fail less in AFTER than in BEFORE? */
export function compareSides(before: ComparedSide, after: ComparedSide, targets: TargetTallies): SideComparison {
  const rows = targets.rows.map((row) => ({ ...row, change: changeOf(row) })).sort(byLoss);
  const others = targets.others && { ...targets.others, change: changeOf(targets.others) };
  const cautions = cautionsOf(before, after);
  const known = { cautions, before, after, rows, others };
  const unusable = [before, after].flatMap(unusableReasons);
  if (unusable.length > 0) return { outcome: "unproven", reasons: unusable, ...known };
  const all = others ? [...rows, others] : rows;
  const reasons = [
    ...shareReasons(before.total, after.total, null),
    ...abandonedReasons(before, after),
    ...all.flatMap(rowReasons),
    ...commonReasons(all),
  ].sort((one, other) => Number(WORSE.has(other.code)) - Number(WORSE.has(one.code)));
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
  if (reasons.some(({ code }) => WORSE.has(code))) return "worse";
  return reasons.length > 0 ? "unproven" : null;
}

function changeOf({ before, after }: TargetRow): ComparedRow["change"] {
  if (!before) return "only-after";
  return after ? compareTallies(before, after) : "only-before";
}

/**
 * The reasons in two tallies. The failed share is taken twice: without the undetermined responses, and with them counted
 * as failed. It has gone up only if it has both times; if only once, the undetermined responses decide.
 */
function shareReasons(before: SideTally, after: SideTally, row: TargetRow | null): ComparisonReason[] {
  const isUp = directionOf(before.failedShare, after.failedShare) === "up";
  const isUpAtWorst = directionOf(before.worstShare, after.worstShare) === "up";
  const reasons: ComparisonReason[] = [];
  if (isUp && isUpAtWorst) reasons.push({ code: "failed-share-up", row });
  if (lostDirection(before, after) === "up") reasons.push({ code: "lost-share-up", row });
  if (isUp !== isUpAtWorst) reasons.push({ code: "undetermined-decides", row });
  return reasons;
}

function lostDirection(before: SideTally, after: SideTally): ReturnType<typeof directionOf> | null {
  const [was, is] = [before.lostShare, after.lostShare];
  return was && is && was.whole > 0 && is.whole > 0 ? directionOf(was, is) : null;
}

/** Reasons for which a side as a whole shows nothing. */
function unusableReasons({ name: side, total }: ComparedSide): ComparisonReason[] {
  if (total.judged === 0) return [{ code: "nothing-judged", side }];
  return total.unjudged > total.judged ? [{ code: "mostly-unjudged", side }] : [];
}

function abandonedReasons(before: ComparedSide, after: ComparedSide): ComparisonReason[] {
  const [was, is] = [before, after].map(({ abandoned, connections }) => ({
    part: abandoned.connections,
    whole: connections,
  }));
  return was && is && directionOf(was, is) === "up" ? [{ code: "abandoned-share-up" }] : [];
}

/** A target that failed before and was not judged after has not been shown to be fixed. */
function rowReasons(row: ComparedRow): ComparisonReason[] {
  const { before, after } = row;
  if (before && after && before.judged > 0 && after.judged > 0) return shareReasons(before, after, row);
  return before && before.failed > 0 && (after?.judged ?? 0) === 0 ? [{ code: "failure-not-repeated", row }] : [];
}

function commonReasons(rows: readonly ComparedRow[]): ComparisonReason[] {
  const isCommon = ({ before, after }: TargetRow): boolean => (before?.judged ?? 0) > 0 && (after?.judged ?? 0) > 0;
  return rows.some(isCommon) ? [] : [{ code: "no-target-in-common" }];
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
