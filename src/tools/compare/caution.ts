import { recordedDifferently } from "./recording.js";
import { rateOf, type Share } from "./share.js";
import type { ComparedSide } from "./side.js";
import type { SideTally } from "./tally.js";

/** A rate that stays possible and is less than this worries nobody. */
const NEGLIGIBLE = 0.01;
/** Standard deviations: chance alone goes further in about one of twenty comparisons. */
const TWO_SIGMA = 2;

/**
 * What a comparison does not show, whatever came out. `rule-of-three`: none failed after, and yet up to `upTo` of all may fail (95 %
 * confidence; Hanley and Lippman-Hand, JAMA 249, 1983). `may-be-chance`: the shares differ by less than two standard
 * deviations of their difference, were both sides the same. `never-refused`: responses failed before, and afterwards no socket
 * was full. `recorded-differently`: strace's options, where they differ in one that slows the program down.
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
  | { readonly code: "may-be-chance" }
  | { readonly code: "never-refused" }
  | { readonly code: "recorded-differently"; readonly before: string; readonly after: string };

/** Empty where the figures say what they seem to say. */
export function cautionsOf(before: ComparedSide, after: ComparedSide): Caution[] {
  const cautions = [smallCounts(before.total, after.total), untried(before.total, after.total)];
  const options = recordedDifferently(before, after);
  if (options) cautions.push({ code: "recorded-differently", ...options });
  return cautions.filter((caution) => caution !== null);
}

function refusals({ shortWrites, eagains }: SideTally): number {
  return shortWrites + eagains;
}

/** A fast reader puts nothing to the test; neither does one whose server waits within its writes, but that may be the fix. */
function untried(before: SideTally, after: SideTally): Caution | null {
  const isUntried = before.failed > 0 && refusals(before) > 0 && after.judged > 0 && refusals(after) === 0;
  return isUntried ? { code: "never-refused" } : null;
}

/** Null where the counts are large enough. */
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
