import { type UnrecognizedOptions, unrecognizedOptionsIn } from "../../../core/analysis/unrecognized.js";
import { UnflushedError } from "../../../errors.js";
import { STDIN } from "../../../reading/problems.js";
import { type FilterOptions, filterOf, nothingMatches } from "../../../run/filter/asked-filter.js";
import { print, say } from "../../../run/say.js";
import type { InputStream, Invocation } from "../../../run/streams.js";
import { version } from "../../../run/version.js";
import { compareCaptures, findSides, type NamedSides, namesOf } from "../../../tools/compare/compare-captures.js";
import { compareExitCode } from "../../../tools/compare/exit-code.js";
import { compareJson } from "../../../tools/compare/report/json.js";
import { compareText } from "../../../tools/compare/report/text.js";
import { clearOnSignals } from "../../terminal/end-on-signals.js";
import { pageOf } from "../../terminal/page.js";
import { progressBar } from "../../terminal/progress.js";
import { refuseTerminal } from "../../terminal/refuse-terminal.js";

interface CompareOptions extends UnrecognizedOptions, FilterOptions {
  readonly format: "text" | "json";
  /** False for `--no-progress`. */
  readonly progress: boolean;
}

/** `unflushed compare BEFORE AFTER`: prints how the responses of two builds compare. Returns the exit code. */
export async function compare(named: NamedSides, options: CompareOptions, terminal: Invocation): Promise<number> {
  const { stdin, stdout, stderr, env } = terminal;
  refuseInputs(named, stdin);
  const { format } = options;
  const asked = filterOf(options);
  const inputs = await findSides(named);
  const all = [...inputs.before, ...inputs.after];
  const progress = progressBar(options.progress, all, terminal);
  clearOnSignals(["SIGINT", "SIGTERM", "SIGHUP"], { ...terminal, progress });
  const onRead = progress ? (bytes: number) => progress.advance(bytes) : undefined;
  const warn = (text: string): void => {
    progress?.clear();
    say(stderr, text);
  };
  try {
    const reading = { ...unrecognizedOptionsIn(options), warn, onRead, stdin, asked };
    const comparison = await compareCaptures(named, inputs, reading);
    progress?.clear();
    print(
      stdout,
      format === "json"
        ? compareJson(comparison, version)
        : compareText(comparison, namesOf(named, comparison), pageOf(stdout, env)),
    );
    const { before, after } = comparison;
    if (asked && before.total.responses + after.total.responses === 0) warn(`unflushed: ${nothingMatches(asked)}`);
    return compareExitCode(comparison.outcome);
  } finally {
    progress?.clear();
  }
}

/** @throws UnflushedError (`usage`) if both sides are standard input, or one is and it is a terminal */
function refuseInputs({ before, after }: NamedSides, stdin: InputStream): void {
  if (before === STDIN && after === STDIN) {
    throw new UnflushedError("usage", "standard input can be one side only: name a file for the other");
  }
  refuseTerminal([before, after], stdin);
}
