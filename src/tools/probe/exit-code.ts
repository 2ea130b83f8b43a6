import type { ProbeTally } from "./outcome.js";

/** 1 a response was cut short, or never came while others did; 3 nothing could be judged; 0 every judged one was whole. */
export function probeExitCode({ complete, truncated, failed }: ProbeTally): number {
  if (truncated > 0) return 1;
  if (complete === 0) return 3;
  return failed > 0 ? 1 : 0;
}
