import type { ComparisonOutcome } from "./comparison.js";

const EXIT_CODES: Readonly<Record<ComparisonOutcome, number>> = { better: 0, equal: 0, worse: 1, unproven: 3 };

/** 0 if AFTER is better or equal, 1 if it is worse, 3 if the captures prove nothing. */
export function compareExitCode(outcome: ComparisonOutcome): number {
  return EXIT_CODES[outcome];
}
