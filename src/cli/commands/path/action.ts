import { findCaptures } from "../../../capture/find-captures.js";
import { displayName, STDIN } from "../../../capture/source.js";
import { writeRecord } from "../../../core/formats/format.js";
import { PathTally } from "../../../core/formats/paths/path-tally.js";
import type { StreamProtocol } from "../../../core/protocols/message-facts.js";
import { RecordLine } from "../../../core/records/record-line.js";
import { runRecord } from "../../../core/records/to-record.js";
import { hasPidColumn } from "../../../core/strace/line/pid-column.js";
import { matcher } from "../../../core/text/wildcard.js";
import { caughtUp } from "../../../run/caught-up.js";
import { checkAll } from "../../../run/check/check-all.js";
import { reportNothingFound } from "../../../run/check/nothing-found.js";
import type { UnrecognizedOptions } from "../../../run/check/unrecognized.js";
import { activeRulesBy, type RulesSource } from "../../../run/config/active-rules.js";
import type { RecordSink } from "../../../run/documents/record-sink.js";
import { RunOutcome } from "../../../run/outcome.js";
import { LinkedRecords } from "../../../run/paths/linked-records.js";
import { print, say } from "../../../run/say.js";
import type { Terminal } from "../../../run/streams.js";
import { version } from "../../../run/version.js";
import { pathExitCode } from "../../../tools/path/exit-code.js";
import type { PathFilter } from "../../../tools/path/path-filter.js";
import type { PathReport } from "../../../tools/path/report/text.js";
import { SeenRequests } from "../../../tools/path/seen-requests.js";
import { pageOf } from "../../terminal/page.js";
import { ProgressBar } from "../../terminal/progress.js";
import { refuseTerminal } from "../../terminal/refuse-terminal.js";

interface PathOptions extends UnrecognizedOptions {
  readonly format: "text" | "json";
  readonly target?: string;
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
export async function path(paths: readonly string[], options: PathOptions, terminal: Terminal): Promise<number> {
  const { stdin, stdout, stderr } = terminal;
  const args = paths.length > 0 ? paths : [STDIN];
  refuseTerminal(args, stdin);
  const inputs = await findCaptures(args, hasPidColumn);
  const progress = options.progress && stderr.isTTY === true ? new ProgressBar(inputs, stderr) : null;
  const tally = new PathTally();
  const filter = filterOf(options);
  const seen = new SeenRequests(filter);
  const report = await reportOn(
    tally,
    { filter, showsEach: options.summary !== true },
    seen,
    options,
    terminal,
    progress,
  );
  const outcome = new RunOutcome(report);
  const rulesSource: RulesSource = { config: null, levels: new Map(), silenced: options.protocol ?? new Set() };
  const activeRules = await activeRulesBy(null, rulesSource);
  const waiting = () => caughtUp(stdout);
  const linked = inputs.length > 1 ? new LinkedRecords(outcome) : null;
  const output = linked ?? outcome;
  try {
    output.take(RecordLine.of(runRecord(version, activeRules.rules, inputs.length)));
    await checkAll(
      inputs,
      { ...options, stdin, activeRules, rulesSource, links: true, allPaths: linked !== null },
      output,
      {
        onRead: async (bytes) => progress?.advance(bytes),
        caughtUp: waiting,
      },
    );
    await linked?.finish(waiting);
    progress?.clear();
    if (outcome.isEmpty) reportNothingFound(args, inputs.length, output);
    else if (!outcome.hasFailed) seen.refuseUnseen(namesOf(inputs.map((input) => input.path)), options);
    output.take(RecordLine.of({ kind: "summary", ...outcome.summary }));
    return pathExitCode(tally.losses, outcome.summary, outcome.hasFailed);
  } finally {
    progress?.clear();
  }
}

function filterOf({ target, connection }: PathOptions): PathFilter {
  return {
    ...(target !== undefined && { isTarget: matcher(target) }),
    ...(connection !== undefined && { connection }),
  };
}

/** For a sentence: one by its name, and how many there are of several. */
function namesOf(paths: readonly string[]): string {
  const [only] = paths;
  return paths.length === 1 && only !== undefined ? displayName(only) : `these ${paths.length} captures`;
}

/** What prints the paths. Nothing of connections and exchanges is shown, but whether there are some that the filter asks for is noted. */
async function reportOn(
  tally: PathTally,
  report: PathReport,
  seen: SeenRequests,
  { format }: PathOptions,
  { stdout, stderr, env }: Terminal,
  progress: ProgressBar | null,
): Promise<RecordSink> {
  const document =
    format === "json"
      ? (await import("../../../tools/path/report/json.js")).pathJson(report, tally)
      : (await import("../../../tools/path/report/text.js")).pathText(report, tally, pageOf(stdout, env));
  return {
    wantsConnections: seen.wantsConnections,
    take: (line) => {
      seen.take(line);
      writeRecord(document, line, (text) => {
        progress?.clear();
        print(stdout, text);
      });
    },
    takeExchanges: (run) => seen.takeExchanges(run),
    warning: (text) => {
      progress?.clear();
      say(stderr, text);
    },
  };
}
