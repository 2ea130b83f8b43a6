import type { Parameters } from "fast-check";

/** Milliseconds that a property may take in a usual run. On a busy machine it gets fewer runs, and not more time. */
const LONGEST = 800;
/** The factor by which a long run (`npm run test:long`) tries each property more often; 0 in a usual run. */
const factor = Number(process.env.UNFLUSHED_LONG ?? 0);

export const isLong = factor > 0;
/** The share of the runs that `npm run test:coverage` makes: it asks which lines run, and not whether they are right. */
const share = Number(process.env.UNFLUSHED_SHARE ?? 1);

/** The options of a property: `runs` runs and a time limit; in a long run several times as many runs, and no limit. */
export function budget(runs: number): Pick<Parameters, "numRuns" | "interruptAfterTimeLimit"> {
  return isLong ? { numRuns: runs * factor } : { numRuns: Math.ceil(runs * share), interruptAfterTimeLimit: LONGEST };
}

/** Milliseconds that are enough on a busy machine, too. */
const ENOUGH = 20_000;

/** The options of a property after which the test says what was drawn in all: it makes all its runs, also in a short one. */
export function wholeBudget(runs: number): Pick<Parameters, "numRuns" | "interruptAfterTimeLimit"> {
  return isLong ? { numRuns: runs * factor } : { numRuns: runs, interruptAfterTimeLimit: ENOUGH };
}
