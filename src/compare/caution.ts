import { rateOf, type Share } from "./share.js";
import type { Tally } from "./tally.js";

/** A rate that stays possible and is less than this worries nobody. */
const NEGLIGIBLE = 0.01;
/** Standard deviations: chance alone goes further in about one of twenty comparisons. */
const TWO_SIGMA = 2;

/**
 * What the counts are too small for. `rule-of-three`: none failed after, and yet up to `upTo` of all may fail (95 %
 * confidence; Hanley and Lippman-Hand, JAMA 249, 1983). `may-be-chance`: the shares differ by less than two standard
 * deviations of their difference, were both sides the same.
 */
export type Caution =
  | {
      readonly code: "rule-of-three";
      /** Responses that were judged after. */
      readonly clean: number;
      readonly upTo: number;
      /** What failed before; where that is no more than `upTo`, nothing was shown to be mended. */
      readonly before: Share;
      readonly showsNoFix: boolean;
    }
  | { readonly code: "may-be-chance" };

/** Null where the counts say what they seem to say. */
export function cautionOf(before: Tally, after: Tally): Caution | null {
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
