import type { Summary } from "../analysis/model.js";
import type { Level } from "../rules/rule.js";

const RANK: Readonly<Record<Level, number>> = { note: 0, warning: 1, error: 2 };

/** What decides how a run ends. */
export interface Outcome {
  readonly summary: Summary;
  readonly levels: ReadonlySet<Level>;
  /** True where an input could not be read. */
  readonly hasFailed: boolean;
}

export interface ExitOptions {
  readonly failOn: Level;
  readonly passWithNoResponses?: boolean;
}

/** 2 unreadable input, 1 findings, 3 nothing could be judged, 0 judged and nothing found. */
export function exitCode({ summary, levels, hasFailed }: Outcome, options: ExitOptions): number {
  if (hasFailed) return 2;
  if ([...levels].some((level) => isAtLeast(level, options.failOn))) return 1;
  const judged = summary.complete + summary.truncated + summary.abortedByPeer + summary.overrun;
  return judged > 0 || options.passWithNoResponses ? 0 : 3;
}

export function isAtLeast(level: Level, threshold: Level): boolean {
  return RANK[level] >= RANK[threshold];
}
