import type { Summary } from "../../core/analysis/model.js";
import { judgedIn, matchesNothing } from "../../core/analysis/tally.js";

/** 2 unreadable input, 1 bytes of a request were lost, 3 nothing could be judged, 0 judged and nothing lost, or nothing that a filter keeps. */
export function pathExitCode(losses: number, summary: Summary, hasFailed: boolean): number {
  if (hasFailed) return 2;
  if (losses > 0) return 1;
  return judgedIn(summary) > 0 || matchesNothing(summary) ? 0 : 3;
}
