import type { Parameters } from "fast-check";

/** Milliseconds that a property may take in a usual run. On a busy machine it gets fewer runs, and not more time. */
const LONGEST = 5_000;
/** The factor by which a long run tries each property more often. */
const LONG = 10;

/** True in a long run (`npm run test:long`). */
export const isLong = process.env.UNFLUSHED_LONG === "1";

/** The options of a property: `runs` runs and a time limit; in a long run ten times as many runs, and no limit. */
export function budget(runs: number): Pick<Parameters, "numRuns" | "interruptAfterTimeLimit"> {
  return isLong ? { numRuns: runs * LONG } : { numRuns: runs, interruptAfterTimeLimit: LONGEST };
}
