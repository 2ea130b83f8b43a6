import { findCaptures } from "../../../capture/find-captures.js";
import { matchesNothing } from "../../../core/analysis/tally.js";
import type { UnrecognizedOptions } from "../../../core/analysis/unrecognized.js";
import { verdictLine } from "../../../core/formats/text/summary.js";
import type { StreamProtocol } from "../../../core/protocols/message-facts.js";
import { RecordLine } from "../../../core/records/record-line.js";
import { runRecord } from "../../../core/records/to-record.js";
import { hasPidColumn } from "../../../core/strace/line/pid-column.js";
import { grouped } from "../../../core/text/quantities.js";
import { STDIN } from "../../../reading/problems.js";
import { caughtUp } from "../../../run/caught-up.js";
import { checkAll } from "../../../run/check/check-all.js";
import { reportNothingFound } from "../../../run/check/nothing-found.js";
import { activeRulesBy, type RulesSource } from "../../../run/config/active-rules.js";
import { type FilterOptions, filterOf, nothingMatches } from "../../../run/filter/asked-filter.js";
import { FilteredRecords } from "../../../run/filter/filtered-records.js";
import { RunOutcome } from "../../../run/outcome.js";
import { print, say } from "../../../run/say.js";
import type { Terminal } from "../../../run/streams.js";
import { version } from "../../../run/version.js";
import { ConnectionRows } from "../../../tools/connections/collect.js";
import { type ConnectionOrder, sortRows } from "../../../tools/connections/order.js";
import { connectionLines } from "../../../tools/connections/report/text.js";
import { listPageOf, pageOf } from "../../terminal/page.js";
import { ProgressBar } from "../../terminal/progress.js";
import { refuseTerminal } from "../../terminal/refuse-terminal.js";

interface ConnectionsOptions extends UnrecognizedOptions, FilterOptions {
  readonly sort: ConnectionOrder;
  readonly limit?: number;
  readonly jobs?: number;
  readonly protocol?: ReadonlySet<StreamProtocol>;
  /** False for `--no-progress`. */
  readonly progress: boolean;
}

/** So many lines are printed at a time. */
const AT_A_TIME = 1000;

/** `unflushed connections [CAPTURE...]`: a line for each connection. Returns the exit code. */
export async function connections(
  paths: readonly string[],
  options: ConnectionsOptions,
  terminal: Terminal,
): Promise<number> {
  const { stdin, stdout, stderr, env } = terminal;
  const args = paths.length > 0 ? paths : [STDIN];
  refuseTerminal(args, stdin);
  const asked = filterOf(options);
  const inputs = await findCaptures(args, hasPidColumn);
  const progress = options.progress && stderr.isTTY === true ? new ProgressBar(inputs, stderr) : null;
  const list = new ConnectionRows((text) => {
    progress?.clear();
    say(stderr, text);
  });
  const outcome = new RunOutcome(list);
  const output = asked ? new FilteredRecords(asked, outcome) : outcome;
  const rulesSource: RulesSource = { config: null, levels: new Map(), silenced: options.protocol ?? new Set() };
  const activeRules = await activeRulesBy(null, rulesSource);
  const reading = { ...options, stdin, activeRules, rulesSource, links: false };
  try {
    output.take(RecordLine.of(runRecord(version, activeRules.rules, inputs.length)));
    await checkAll(inputs, { ...reading, saysStart: asked?.filter.asksTime === true }, output, {
      onRead: async (bytes) => progress?.advance(bytes),
      caughtUp: async () => {},
    });
    if (outcome.isEmpty) reportNothingFound(args, inputs.length, output);
  } finally {
    progress?.clear();
  }
  await printList(list, options, terminal);
  if (outcome.summary.captures > 0) print(stdout, `${verdictLine(outcome.summary, pageOf(stdout, env))}\n`);
  if (asked && !outcome.hasFailed && matchesNothing(outcome.summary))
    say(stderr, `unflushed: ${nothingMatches(asked)}`);
  return outcome.hasFailed ? 2 : 0;
}

async function printList(
  { rows, names }: ConnectionRows,
  { sort, limit = rows.length, date }: ConnectionsOptions,
  { stdout, env }: Terminal,
): Promise<void> {
  if (rows.length === 0) return;
  sortRows(rows, sort);
  const page = listPageOf(stdout, env);
  const facts = { names: names.length > 1 ? names : [], date: date ?? null };
  let waiting: string[] = [];
  for (const line of connectionLines(rows.slice(0, limit), facts, page)) {
    if (waiting.push(line) < AT_A_TIME) continue;
    print(stdout, `${waiting.join("\n")}\n`);
    waiting = [];
    await caughtUp(stdout);
  }
  const more = rows.length - Math.min(limit, rows.length);
  if (more > 0) waiting.push(page.paint.faint(`${grouped(more)} more (--limit)`));
  print(stdout, `${waiting.join("\n")}\n\n`);
}
