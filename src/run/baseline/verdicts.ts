import { COUNTER, type Summary } from "../../core/analysis/model.js";
import type { Verdict } from "../../core/protocols/exchange.js";
import type { DeviatingCount } from "../../core/records/deviation.js";
import { grouped } from "../../core/text/quantities.js";
import type { VerdictCounts } from "./model.js";
import { verdictWords } from "./sentences.js";

/** Every verdict, in the order of the file. */
export const BASELINE_VERDICTS = Object.keys(COUNTER) as Verdict[];
/** The verdicts that say how a response ended. */
const JUDGED: readonly Verdict[] = ["complete", "truncated", "aborted-by-peer", "overrun"];

/** The verdicts of a capture, without those that no response has. */
export function verdictsOf(summary: Summary): VerdictCounts {
  return Object.fromEntries(
    BASELINE_VERDICTS.flatMap((verdict) =>
      summary[COUNTER[verdict]] > 0 ? [[verdict, summary[COUNTER[verdict]]]] : [],
    ),
  );
}

/** How the verdicts differ. `fails` is true if the difference makes the exit code 1. */
export interface ChangedVerdicts {
  readonly counts: readonly DeviatingCount[];
  readonly fails: boolean;
  readonly message: string;
}

/**
 * Compares the verdicts of a capture with the accepted ones; null if they are equal. A change fails the run if fewer
 * responses are judged, if fewer are complete, or if more are truncated or overrun. Other changes are improvements, or
 * depend on how long the recording ran.
 */
export function compareVerdicts(expected: VerdictCounts, found: VerdictCounts): ChangedVerdicts | null {
  const counts = BASELINE_VERDICTS.map((subject) => ({
    subject,
    expected: expected[subject] ?? 0,
    found: found[subject] ?? 0,
  })).filter((each) => each.expected !== each.found);
  if (counts.length === 0) return null;
  const reasons = reasonsToFail(expected, found);
  const change = `${verdictWords(expected)} -> ${verdictWords(found)}`;
  return { counts, fails: reasons.length > 0, message: [change, ...reasons].join("; ") };
}

function reasonsToFail(expected: VerdictCounts, found: VerdictCounts): string[] {
  const rise = (verdicts: readonly Verdict[]): number =>
    verdicts.reduce((sum, verdict) => sum + (found[verdict] ?? 0) - (expected[verdict] ?? 0), 0);
  const reasons: string[] = [];
  const judged = rise(JUDGED);
  if (judged < 0) reasons.push(`${grouped(-judged)} no longer judged`);
  for (const verdict of ["truncated", "overrun"] as const) {
    if (rise([verdict]) > 0) reasons.push(`${grouped(rise([verdict]))} more ${verdict}`);
  }
  const complete = rise(["complete"]);
  if (complete < 0 && reasons.length === 0) reasons.push(`${grouped(-complete)} no longer complete`);
  return reasons;
}
