import { print } from "../../../run/say.js";
import type { Terminal } from "../../../run/streams.js";
import { version } from "../../../run/version.js";
import { probeExitCode } from "../../../tools/probe/exit-code.js";
import { tallyOutcomes } from "../../../tools/probe/outcome.js";
import { probeJson } from "../../../tools/probe/report/json.js";
import { probeText } from "../../../tools/probe/report/text.js";
import { probe } from "../../../tools/probe/run.js";
import { type PlanOptions, planOf } from "../../options/probe-plan.js";
import { leaveLine } from "../../terminal/end-on-signals.js";
import { showsUnicode } from "../../terminal/locale.js";
import { canRewrite, pageOf } from "../../terminal/page.js";
import { ProbeProgress } from "../../terminal/probe-progress.js";

interface ProbeOptions extends PlanOptions {
  readonly format: "text" | "json";
  /** False for `--no-progress`. */
  readonly progress: boolean;
}

const EXIT_INTERRUPTED = 130; // 128 and the number of SIGINT, as shells report it

/** `unflushed probe URL`: prints the outcome of each request, then the summary. Returns the exit code. */
export async function probeUrl(url: string, options: ProbeOptions, terminal: Terminal): Promise<number> {
  const { stdout, stderr, env } = terminal;
  const plan = planOf(url, options);
  const progress =
    options.progress && canRewrite(stderr, env) ? new ProbeProgress(plan.requests, stderr, showsUnicode(env)) : null;
  const interruption = new AbortController();
  const interrupt = (): void => {
    leaveLine("SIGINT", { stderr, progress });
    interruption.abort();
  };
  process.once("SIGINT", interrupt);
  try {
    const outcomes = await probe(plan, {
      onOutcome: (outcome) => progress?.advance(outcome),
      signal: interruption.signal,
    });
    progress?.clear();
    print(
      stdout,
      options.format === "json" ? probeJson(plan, outcomes, version) : probeText(plan, outcomes, pageOf(stdout, env)),
    );
    return interruption.signal.aborted ? EXIT_INTERRUPTED : probeExitCode(tallyOutcomes(outcomes));
  } finally {
    progress?.clear();
    process.off("SIGINT", interrupt);
  }
}
