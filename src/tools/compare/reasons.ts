import { directionOf, type Trend } from "./share.js";
import type { ComparedSide } from "./side.js";
import type { SideTally } from "./tally.js";
import type { SideName, TargetRow } from "./targets.js";

/** Why a comparison has its outcome. `row` is a target's, or null for all responses together. */
export type ComparisonReason =
  | { readonly code: "failed-share-up" | "lost-share-up" | "undetermined-decides"; readonly row: TargetRow | null }
  | { readonly code: "failure-not-repeated"; readonly row: TargetRow }
  | { readonly code: "nothing-judged" | "mostly-unjudged"; readonly side: SideName }
  | { readonly code: "abandoned-share-up" | "no-target-in-common" };

const WORSE: ReadonlySet<ComparisonReason["code"]> = new Set([
  "failed-share-up",
  "lost-share-up",
  "abandoned-share-up",
]);

/** True for a reason that makes AFTER worse; the others leave the comparison unproven. */
export function isForWorse({ code }: ComparisonReason): boolean {
  return WORSE.has(code);
}

/**
 * The reasons in two tallies. The failed share is taken twice: without the undetermined responses, and with them counted
 * as failed. It has gone up only if it has both times; if only once, the undetermined responses decide.
 */
export function shareReasons(before: SideTally, after: SideTally, row: TargetRow | null): ComparisonReason[] {
  const isUp = directionOf(before.failedShare, after.failedShare) === "up";
  const isUpAtWorst = directionOf(before.worstShare, after.worstShare) === "up";
  const reasons: ComparisonReason[] = [];
  if (isUp && isUpAtWorst) reasons.push({ code: "failed-share-up", row });
  if (lostDirection(before, after) === "up") reasons.push({ code: "lost-share-up", row });
  if (isUp !== isUpAtWorst) reasons.push({ code: "undetermined-decides", row });
  return reasons;
}

/** Whether the share of lost bytes went up or down; null if it is unknown, or if there were no bytes to send. */
export function lostDirection(before: SideTally, after: SideTally): Trend | null {
  const [was, is] = [before.lostShare, after.lostShare];
  return was && is && was.whole > 0 && is.whole > 0 ? directionOf(was, is) : null;
}

/** Reasons for which a side as a whole shows nothing. */
export function unusableReasons({ name: side, total }: ComparedSide): ComparisonReason[] {
  if (total.judged === 0) return [{ code: "nothing-judged", side }];
  return total.unjudged > total.judged ? [{ code: "mostly-unjudged", side }] : [];
}

/** A larger share of connections ended with refused bytes that belong to no readable response. */
export function abandonedReasons(before: ComparedSide, after: ComparedSide): ComparisonReason[] {
  const [was, is] = [before, after].map(({ abandoned, connections }) => ({
    part: abandoned.connections,
    whole: connections,
  }));
  return was && is && directionOf(was, is) === "up" ? [{ code: "abandoned-share-up" }] : [];
}

/** The reasons in one target. If it failed before and was not judged after, it has not been shown to be fixed. */
export function rowReasons(row: TargetRow): ComparisonReason[] {
  const { before, after } = row;
  if (before && after && before.judged > 0 && after.judged > 0) return shareReasons(before, after, row);
  return before && before.failed > 0 && (after?.judged ?? 0) === 0 ? [{ code: "failure-not-repeated", row }] : [];
}

/** Without a target that was judged on both sides, the captures do not show the same work. */
export function unsharedReasons(rows: readonly TargetRow[]): ComparisonReason[] {
  const isCommon = ({ before, after }: TargetRow): boolean => (before?.judged ?? 0) > 0 && (after?.judged ?? 0) > 0;
  return rows.some(isCommon) ? [] : [{ code: "no-target-in-common" }];
}
