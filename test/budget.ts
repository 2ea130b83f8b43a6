import type { Parameters } from "fast-check";

/** Milliseconds that a property may take in a usual run: on a busy machine it is tried less often, not for longer. */
const LONGEST = 5_000;
/** How many times as often a long run tries each property. */
const LONG = 10;

/** True in a long run, which `npm run test:long` is. */
export const isLong = process.env.UNFLUSHED_LONG === "1";

/** How often a property is tried: `runs` times in a usual run, ten times as often, and without a limit, in a long one. */
export function budget(runs: number): Pick<Parameters, "numRuns" | "interruptAfterTimeLimit"> {
  return isLong ? { numRuns: runs * LONG } : { numRuns: runs, interruptAfterTimeLimit: LONGEST };
}
