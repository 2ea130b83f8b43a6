import { findCaptures } from "../../../capture/find-captures.js";
import { matchesNothing } from "../../../core/analysis/tally.js";
import type { UnrecognizedOptions } from "../../../core/analysis/unrecognized.js";
import { writeRecord } from "../../../core/formats/format.js";
import { PathTally } from "../../../core/formats/paths/path-tally.js";
import type { StreamProtocol } from "../../../core/protocols/message-facts.js";
import type { PathRecord } from "../../../core/records/record.js";
import { RecordLine } from "../../../core/records/record-line.js";
import type { RecordSink } from "../../../core/records/record-sink.js";
import { runRecord } from "../../../core/records/to-record.js";
import { hasPidColumn } from "../../../core/strace/line/pid-column.js";
import { displayName, STDIN } from "../../../reading/problems.js";
import { caughtUp } from "../../../run/caught-up.js";
import { checkAll } from "../../../run/check/check-all.js";
import { reportNothingFound } from "../../../run/check/nothing-found.js";
import { activeRulesBy, type RulesSource } from "../../../run/config/active-rules.js";
import { type FilterOptions, filterOf, nothingMatches } from "../../../run/filter/asked-filter.js";
import { FilteredRecords } from "../../../run/filter/filtered-records.js";
import { RunOutcome } from "../../../run/outcome.js";
import { linkedInFiles } from "../../../run/paths/joining-in-files.js";
import { print, say } from "../../../run/say.js";
import type { Invocation, Terminal } from "../../../run/streams.js";
import { version } from "../../../run/version.js";
import { pathExitCode } from "../../../tools/path/exit-code.js";
import type { PathReport } from "../../../tools/path/report/text.js";
import { SeenRequests } from "../../../tools/path/seen-requests.js";
import { clearOnSignals } from "../../terminal/end-on-signals.js";
import { pageOf } from "../../terminal/page.js";
import { type ProgressBar, progressBar } from "../../terminal/progress.js";
import { refuseTerminal } from "../../terminal/refuse-terminal.js";

interface PathOptions extends UnrecognizedOptions, FilterOptions {
  readonly format: "text" | "json";
  readonly connection?: string;
  readonly summary?: boolean;
  readonly jobs?: number;
  readonly protocol?: ReadonlySet<StreamProtocol>;
  /** False for `--no-progress`. */
  readonly progress: boolean;
}

/**
 * `unflushed path [CAPTURE...]`: the hops of each request that lost bytes. Returns the exit code.
 *
 * @throws UnflushedError (`no-such-connection`, `no-such-target`) if no capture holds what is asked for
 */
export async function path(paths: readonly string[], options: PathOptions, terminal: Invocation): Promise<number> {
  const { stdin, stdout } = terminal;
  const args = paths.length > 0 ? paths : [STDIN];
  refuseTerminal(args, stdin);
  const asked = filterOf(options, options.connection);
  const inputs = await findCaptures(args, hasPidColumn);
  const progress = progressBar(options.progress, inputs, terminal);
  clearOnSignals(["SIGINT", "SIGTERM", "SIGHUP"], { ...terminal, progress });
  const tally = new PathTally();
  let isShown = (_path: PathRecord): boolean => true;
  const shown = {
    isShown: (path: PathRecord) => isShown(path),
    isFiltered: asked !== null,
    showsEach: options.summary !== true,
  };
  const report = await reportOn(tally, shown, options, terminal, progress);
  const outcome = new RunOutcome(report);
  const filtered = asked && new FilteredRecords(asked, outcome, true);
  if (filtered) isShown = (path) => filtered.isPathKept(path);
  const seen = new SeenRequests({
    connection: options.connection,
    targets: options.target?.map(({ value }) => value),
  });
  const kept = filtered ? seen.before(filtered) : outcome;
  const rulesSource: RulesSource = { config: null, levels: new Map(), silenced: options.protocol ?? new Set() };
  const activeRules = await activeRulesBy(null, rulesSource);
  const waiting = () => caughtUp(stdout);
  const linked = inputs.length > 1 ? linkedInFiles(kept, filtered !== null) : null;
  const output = linked ?? kept;
  const reading = { stdin, activeRules, rulesSource, links: true, allPaths: linked !== null };
  try {
    output.take(RecordLine.of(runRecord(version, activeRules.rules, inputs.length)));
    await checkAll(inputs, { ...options, ...reading, saysStart: asked?.filter.asksTime === true }, output, {
      onRead: async (bytes) => progress?.advance(bytes),
      caughtUp: waiting,
    });
    await linked?.finish(waiting);
    progress?.clear();
    if (outcome.isEmpty) reportNothingFound(args, inputs.length, output);
    else if (!outcome.hasFailed) seen.refuseUnseen(namesOf(inputs.map((input) => input.path)));
    output.take(RecordLine.of({ kind: "summary", ...outcome.summary }));
    if (asked && !outcome.hasFailed && matchesNothing(outcome.summary))
      output.warning(`unflushed: ${nothingMatches(asked)}`);
    return pathExitCode(tally.losses, outcome.summary, outcome.hasFailed);
  } finally {
    progress?.clear();
  }
}

/** For a sentence: one by its name, and how many there are of several. */
function namesOf(paths: readonly string[]): string {
  const [only] = paths;
  return paths.length === 1 && only !== undefined ? displayName(only) : `these ${paths.length} captures`;
}

/** What prints the paths. Nothing of connections and exchanges is shown. */
async function reportOn(
  tally: PathTally,
  report: PathReport,
  { format }: PathOptions,
  { stdout, stderr, env }: Terminal,
  progress: ProgressBar | null,
): Promise<RecordSink> {
  const document =
    format === "json"
      ? (await import("../../../tools/path/report/json.js")).pathJson(report, tally)
      : (await import("../../../tools/path/report/text.js")).pathText(report, tally, pageOf(stdout, env));
  return {
    wantsConnections: false,
    eventNeed: "none",
    take: (line) => {
      writeRecord(document, line, (text) => {
        progress?.clear();
        print(stdout, text);
      });
    },
    takeExchanges: () => {},
    warning: (text) => {
      progress?.clear();
      say(stderr, text);
    },
  };
}
