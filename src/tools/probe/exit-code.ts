import type { ProbeTally } from "./outcome.js";

/**
 * 0 if every judged response was whole; 1 if one was cut short, or never came while others did; 3 if no response could be
 * judged.
 */
export function probeExitCode({ complete, truncated, failed }: ProbeTally): number {
  if (truncated > 0) return 1;
  if (complete === 0) return 3;
  return failed > 0 ? 1 : 0;
}
