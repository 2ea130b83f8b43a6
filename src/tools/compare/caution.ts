import { recordedDifferently } from "./recording.js";
import { rateOf, type Share } from "./share.js";
import type { ComparedSide } from "./side.js";
import type { SideTally } from "./tally.js";
import type { TargetRow } from "./targets.js";

/** A failure rate below this is not worth a caution. */
const NEGLIGIBLE = 0.01;
/** Standard deviations. A larger difference arises by chance in about one of twenty comparisons. */
const TWO_SIGMA = 2;

/**
 * A limit of what a comparison shows, whatever its outcome.
 *
 * - `rule-of-three`: no response failed after, but with 95 % confidence the true rate may still be as high as `upTo`
 *   (Hanley and Lippman-Hand, JAMA 249, 1983).
 * - `may-be-chance`: the failed shares differ by less than two standard deviations of their difference, computed as if
 *   both sides were the same.
 * - `never-refused`: responses failed before, and afterwards no write was refused.
 * - `recorded-differently`: strace ran with different options, and one of them slows the program down.
 * - `targets-on-one-side`: some targets were asked for on one side only, so that nothing compares their responses.
 */
export type Caution =
  | {
      readonly code: "rule-of-three";
      /** Responses that were judged after. */
      readonly clean: number;
      readonly upTo: number;
      /** The failed share before. If it is at most `upTo`, the comparison shows no fix. */
      readonly before: Share;
      readonly showsNoFix: boolean;
    }
  | { readonly code: "may-be-chance" }
  | { readonly code: "never-refused" }
  | { readonly code: "recorded-differently"; readonly before: string; readonly after: string }
  | {
      readonly code: "targets-on-one-side";
      readonly onlyBefore: readonly TargetRow[];
      readonly onlyAfter: readonly TargetRow[];
      /** Targets that both sides have. */
      readonly onBoth: number;
    };

/** Empty if the figures need no caution. */
export function cautionsOf(before: ComparedSide, after: ComparedSide, rows: readonly TargetRow[]): Caution[] {
  const cautions = [onOneSide(rows), smallCounts(before.total, after.total), untried(before.total, after.total)];
  const options = recordedDifferently(before, after);
  if (options) cautions.push({ code: "recorded-differently", ...options });
  return cautions.filter((caution) => caution !== null);
}

/** If no target is on both sides, that is the outcome, and no caution. */
function onOneSide(rows: readonly TargetRow[]): Caution | null {
  const onlyBefore = rows.filter(({ after }) => after === null);
  const onlyAfter = rows.filter(({ before }) => before === null);
  const onBoth = rows.length - onlyBefore.length - onlyAfter.length;
  if (onBoth === rows.length || onBoth === 0) return null;
  return { code: "targets-on-one-side", onlyBefore, onlyAfter, onBoth };
}

function refusals({ shortWrites, eagains }: SideTally): number {
  return shortWrites + eagains;
}

/** A fast reader does not fill the socket. Nor is a write refused if the server waits in it, but that may be the fix. */
function untried(before: SideTally, after: SideTally): Caution | null {
  const isUntried = before.failed > 0 && refusals(before) > 0 && after.judged > 0 && refusals(after) === 0;
  return isUntried ? { code: "never-refused" } : null;
}

/** Null if the counts are large enough. */
function smallCounts(before: SideTally, after: SideTally): Caution | null {
  const [was, is] = [rateOf(before.failedShare), rateOf(after.failedShare)];
  if (was === null || is === null) return null;
  if (is === 0) {
    const upTo = Math.min(1, 3 / after.judged);
    const showsNoFix = was > 0 && was <= upTo;
    if (upTo < NEGLIGIBLE && !showsNoFix) return null;
    return { code: "rule-of-three", clean: after.judged, upTo, before: before.failedShare, showsNoFix };
  }
  if (was === is) return null;
  const pooled = (before.failed + after.failed) / (before.judged + after.judged);
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / before.judged + 1 / after.judged));
  return Math.abs(is - was) < TWO_SIGMA * deviation ? { code: "may-be-chance" } : null;
}
