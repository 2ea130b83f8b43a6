import type { RunResult } from "./judge.js";
import type { Provocation, RefusalRun } from "./provocation.js";

/** How many runs had each result, of those in which one write of the response was to be refused. */
export type WriteTally = Readonly<Record<RunResult, number>> & {
  readonly write: number;
  /** The name of the call; null if no run has shown such a write. */
  readonly call: string | null;
  readonly runs: number;
  /** The most body bytes that one run lost; null if no run lost any, or if their number is unknown. */
  readonly lostBytes: number | null;
};

/** One tally for each refused write, in the order of the runs. A write without runs has none. */
export function tallyRuns({ dryRun, runs }: Provocation): WriteTally[] {
  return dryRun.writes.flatMap((write) => {
    const own = runs.filter((run) => run.write === write);
    return own.length > 0 ? [tallyOf(write, own)] : [];
  });
}

function tallyOf(write: number, runs: readonly RefusalRun[]): WriteTally {
  const counts: Record<RunResult, number> = { survived: 0, truncated: 0, stalled: 0, missed: 0, undetermined: 0 };
  for (const { result } of runs) counts[result]++;
  const lost = runs.flatMap((run) => run.lostBytes ?? []);
  const lostBytes = lost.length > 0 ? Math.max(...lost) : null;
  return { ...counts, write, call: runs[0]?.aimedAt?.call ?? null, runs: runs.length, lostBytes };
}
