import type { Palette } from "../../../core/text/colors.js";
import type { Page } from "../../../core/text/page.js";
import { grouped } from "../../../core/text/quantities.js";
import { wrap } from "../../../core/text/wrap.js";
import type { RunResult } from "../judge.js";
import type { Provocation } from "../provocation.js";
import { tallyRuns, type WriteTally } from "../tally.js";

/** Results from the worst to the best. */
export const RESULTS: Readonly<Record<RunResult, { readonly color: keyof Palette }>> = {
  truncated: { color: "error" },
  stalled: { color: "warning" },
  undetermined: { color: "warning" },
  missed: { color: "note" },
  survived: { color: "good" },
};

/** One line for each refused write: `write 2 (writev): 20 of 20 truncated, 3,080,843 of 3,300,000 bytes lost`. */
export function tallyText(provocation: Provocation, { width, paint }: Page): string[] {
  const { declaredBytes, receivedBytes } = provocation.dryRun.outcome;
  const whole = grouped(declaredBytes ?? receivedBytes);
  return tallyRuns(provocation).map((tally) => {
    const counts = (Object.keys(RESULTS) as RunResult[])
      .filter((result) => tally[result] > 0)
      .map((result) => paint[RESULTS[result].color](`${grouped(tally[result])} of ${grouped(tally.runs)} ${result}`));
    const lost = tally.lostBytes === null ? [] : [`${grouped(tally.lostBytes)} of ${whole} bytes lost`];
    return wrap(`${nameOf(tally)}: ${[...counts, ...lost].join(", ")}`, width, "  ");
  });
}

function nameOf({ write, call }: WriteTally): string {
  return `write ${write}${call === null ? "" : ` (${call})`}`;
}
