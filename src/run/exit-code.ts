import type { Summary } from "../core/analysis/model.js";
import { judgedIn, matchesNothing } from "../core/analysis/tally.js";
import type { Level } from "../core/rules/rule.js";

const RANK: Readonly<Record<Level, number>> = { note: 0, warning: 1, error: 2 };

/** What decides how a run ends. */
export interface ExitFacts {
  readonly summary: Summary;
  readonly levels: ReadonlySet<Level>;
  /** True if an input could not be read. */
  readonly hasFailed: boolean;
  /** True if something is not as it was accepted or expected, in a way that fails. */
  readonly hasDeviated: boolean;
  /** True if a capture holds what it states, even if it states that nothing can be judged. */
  readonly isExpected: boolean;
}

export interface ExitOptions {
  readonly failOn: Level;
  readonly passWithNoResponses?: boolean;
}

/** 2 unreadable input, 1 findings or deviations, 3 nothing could be judged, 0 judged and nothing found, or nothing that a filter keeps. */
export function exitCode(outcome: ExitFacts, options: ExitOptions): number {
  const { summary, levels, hasFailed, hasDeviated, isExpected } = outcome;
  if (hasFailed) return 2;
  if (hasDeviated || [...levels].some((level) => isAtLeast(level, options.failOn))) return 1;
  const isGreen = judgedIn(summary) > 0 || matchesNothing(summary) || isExpected || options.passWithNoResponses;
  return isGreen ? 0 : 3;
}

export function isAtLeast(level: Level, threshold: Level): boolean {
  return RANK[level] >= RANK[threshold];
}
