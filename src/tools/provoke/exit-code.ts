import type { Provocation } from "./provocation.js";
import { tallyRuns } from "./tally.js";

/** 0 if the response survived every refusal; 1 if a run lost bytes; 3 if a run stalled, or a write was never hit. */
export function provokeExitCode(provocation: Provocation): number {
  const { dryRun } = provocation;
  const tallies = tallyRuns(provocation);
  if (dryRun.outcome.verdict === "truncated" || tallies.some(({ truncated }) => truncated > 0)) return 1;
  const isProven = tallies.every((tally) => tally.survived > 0 && tally.stalled === 0 && tally.undetermined === 0);
  return tallies.length > 0 && isProven ? 0 : 3;
}
