import { tally } from "../probe/outcome.js";
import { probe } from "../probe/run.js";
import { probeJson } from "../report/probe-json.js";
import { probeText } from "../report/probe-text.js";
import { pageOf } from "./page.js";
import { probeExitCode } from "./probe-exit-code.js";
import { type PlanOptions, planOf } from "./probe-plan.js";
import { ProbeProgress } from "./probe-progress.js";
import { version } from "./version.js";

interface ProbeOptions extends PlanOptions {
  readonly format: "text" | "json";
  /** False for `--no-progress`. */
  readonly progress: boolean;
}

const EXIT_INTERRUPTED = 130; // 128 and the number of SIGINT, as shells say it

/** `unflushed probe URL`: what came of each request, then the summary. Returns the exit code. */
export async function probeUrl(url: string, options: ProbeOptions): Promise<number> {
  const plan = planOf(url, options);
  const progress = options.progress && process.stderr.isTTY === true ? new ProbeProgress(plan.requests) : null;
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  process.once("SIGINT", interrupt);
  try {
    const outcomes = await probe(plan, {
      onOutcome: (outcome) => progress?.advance(outcome),
      signal: interruption.signal,
    });
    progress?.clear();
    process.stdout.write(
      options.format === "json"
        ? probeJson(plan, outcomes, version)
        : probeText(plan, outcomes, pageOf(process.stdout)),
    );
    return interruption.signal.aborted ? EXIT_INTERRUPTED : probeExitCode(tally(outcomes));
  } finally {
    progress?.clear();
    process.off("SIGINT", interrupt);
  }
}
