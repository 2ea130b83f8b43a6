import { type CaptureInput, findCaptures } from "../../../capture/find-captures.js";
import { displayName, type ReadListener, STDIN } from "../../../capture/source.js";
import type { AnalysisListener } from "../../../core/analysis/analyzer.js";
import { hasPidColumn } from "../../../core/strace/line/pid-column.js";
import { UnflushedError } from "../../../errors.js";
import { analyzePart, isNoStrace } from "../../../run/check/analyze-capture.js";
import { Unrecognized } from "../../../run/check/unrecognized.js";
import type { Terminal } from "../../../run/streams.js";
import { version } from "../../../run/version.js";
import { type ComparisonOutcome, compareSides } from "../../../tools/compare/comparison.js";
import { compareJson } from "../../../tools/compare/report/json.js";
import { compareText } from "../../../tools/compare/report/text.js";
import { Side } from "../../../tools/compare/side.js";
import { type SideName, Targets } from "../../../tools/compare/targets.js";
import { pageOf } from "../../terminal/page.js";
import { ProgressBar } from "../../terminal/progress.js";
import { refuseTerminal } from "../check/action.js";

interface CompareOptions {
  readonly format: "text" | "json";
  readonly showUnrecognized?: boolean;
  readonly strict?: boolean;
  /** False for `--no-progress`. */
  readonly progress: boolean;
}

/** What the command line names on each side. */
type Arguments = Readonly<Record<SideName, string>>;

const EXIT_CODES: Readonly<Record<ComparisonOutcome, number>> = { better: 0, equal: 0, worse: 1, unproven: 3 };
const SIDES: readonly SideName[] = ["before", "after"];
/** Targets that are told apart. */
const MOST_TARGETS = 10_000;

/** `unflushed compare BEFORE AFTER`: what became of the same work. Returns the exit code. */
export async function compare(named: Arguments, options: CompareOptions, terminal: Terminal): Promise<number> {
  const { stdin, stdout, stderr, env } = terminal;
  refuseInputs(
    SIDES.map((name) => named[name]),
    stdin,
  );
  const captures = {
    before: await findCaptures([named.before], hasPidColumn),
    after: await findCaptures([named.after], hasPidColumn),
  };
  const inputs = SIDES.flatMap((name) => captures[name]);
  const progress = options.progress && stderr.isTTY === true ? new ProgressBar(inputs, stderr) : null;
  const targets = new Targets(MOST_TARGETS);
  const sides = { before: new Side("before", targets), after: new Side("after", targets) };
  try {
    for (const name of inOrder(named)) {
      for (const input of captures[name]) await read(input, sides[name], options, progress, terminal);
    }
  } finally {
    progress?.clear();
  }
  const comparison = compareSides(sides.before, sides.after, targets);
  const page = pageOf(stdout, env);
  stdout.write(
    options.format === "json" ? compareJson(comparison, version) : compareText(comparison, namesOf(named, sides), page),
  );
  return EXIT_CODES[comparison.outcome];
}

/** A pipe that waits for its reader slows down the server behind it: it comes first. */
function inOrder(named: Arguments): SideName[] {
  return SIDES.toSorted((one, other) => Number(named[other] === STDIN) - Number(named[one] === STDIN));
}

/** Reads a capture; what is none, and was not named, is passed over. */
async function read(
  { path, isNamed, problem }: CaptureInput,
  side: Side,
  options: CompareOptions,
  progress: ProgressBar | null,
  { stdin, stderr }: Terminal,
): Promise<void> {
  if (problem) throw new UnflushedError(problem.code, problem.message);
  const unrecognized = new Unrecognized(displayName(path), options.showUnrecognized === true, (text) => {
    progress?.clear();
    stderr.write(text);
  });
  const listener: AnalysisListener = {
    ...side.listener,
    onLine: (event) => {
      if (event.kind === "unrecognized") unrecognized.add(event.at.line, event.text);
    },
  };
  const onRead: ReadListener | undefined = progress ? (bytes) => progress.advance(bytes) : undefined;
  const result = await analyzePart(path, listener, onRead, { stdin }).catch((error: unknown) => {
    if (!isNamed && error instanceof UnflushedError && isNoStrace(error)) return null;
    throw error;
  });
  if (!result || (!isNamed && !result.isLikely)) return;
  if (result.broken) throw result.broken;
  if (options.strict) unrecognized.refuse();
  side.captures.push(result.facts);
}

/** @throws UnflushedError (`usage`) */
function refuseInputs(inputs: readonly string[], stdin: Terminal["stdin"]): void {
  if (inputs.filter((path) => path === STDIN).length > 1) {
    throw new UnflushedError("usage", "standard input can be one side only: name a file for the other");
  }
  refuseTerminal(inputs, stdin);
}

function namesOf(named: Arguments, sides: Readonly<Record<SideName, Side>>): Arguments {
  const name = (side: SideName): string => {
    const { length } = sides[side].captures;
    return displayName(named[side]) + (length === 1 ? "" : ` (${length} captures)`);
  };
  return { before: name("before"), after: name("after") };
}
