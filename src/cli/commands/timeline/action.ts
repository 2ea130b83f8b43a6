import type { AnalysisListener } from "../../../core/analysis/analyzer.js";
import { KeptConnections } from "../../../core/filter/kept-connections.js";
import type { StreamProtocol } from "../../../core/protocols/message-facts.js";
import { timelineText } from "../../../core/timeline/text.js";
import type { Timeline } from "../../../core/timeline/timeline.js";
import { type TimelineFilter, timelines } from "../../../core/timeline/timelines.js";
import { displayName } from "../../../reading/problems.js";
import { caughtUp } from "../../../run/caught-up.js";
import { analyzeCapture } from "../../../run/check/analyze-capture.js";
import { ConnectionIds } from "../../../run/connection-ids.js";
import { type FilterOptions, filterOf, nothingMatches } from "../../../run/filter/asked-filter.js";
import { print, say } from "../../../run/say.js";
import type { Terminal } from "../../../run/streams.js";
import { ChosenTimeline } from "../../../tools/timeline/chosen-timeline.js";
import { connectionList } from "../../../tools/timeline/connection-list.js";
import { noneMatches } from "../../../tools/timeline/none-matches.js";
import { pageOf } from "../../terminal/page.js";
import { refuseTerminal } from "../../terminal/refuse-terminal.js";

/** Which connections are printed, and which protocols are not read. */
interface TimelineOptions extends Pick<TimelineFilter, "connection" | "fd">, FilterOptions {
  /** Each connection that matches is printed. Otherwise one is, or a list of several. */
  readonly all?: boolean;
  readonly protocol?: ReadonlySet<StreamProtocol>;
}

/**
 * `unflushed timeline CAPTURE`: prints the connection that matches, or a list if several do. Returns the exit code.
 *
 * @throws UnflushedError (`no-such-connection`) if no connection matches
 */
export async function timeline(path: string, options: TimelineOptions, terminal: Terminal): Promise<number> {
  const { stdin, stdout, stderr, env } = terminal;
  refuseTerminal([path], stdin);
  const page = pageOf(stdout, env);
  const ids = new ConnectionIds(options.connection);
  const rows = new ChosenTimeline();
  const { pid, ...others } = options; // a thread that made a call on a connection counts as well
  const asked = filterOf(others);
  const kept = asked && new KeptConnections(asked.filter, asked.window, displayName(path));
  const chosen = { ...options, pids: pid?.flatMap(({ value }) => value) };
  let found = 0;
  const show = (timeline: Timeline): void => print(stdout, `${timelineText(timeline, page)}\n`);
  const matching = timelines(chosen, (timeline) => {
    found++;
    if (kept?.has(timeline.connection) === false) return;
    rows.take(timeline);
    if (options.all) show(timeline); // at its end: there may be very many
  });
  const listener = withIds(ids, matching);
  await analyzeCapture(path, kept?.before(listener) ?? listener, () => caughtUp(stdout), {
    stdin,
    ...(options.protocol && { silenced: options.protocol }),
  });
  if (rows.rows.count === 0 && asked && found > 0) {
    say(stderr, `unflushed: ${nothingMatches(asked)}`);
    return 0;
  }
  if (rows.rows.count === 0) throw noneMatches(path, chosen, ids);
  if (options.all) return 0;
  if (rows.timeline) show(rows.timeline);
  else print(stdout, connectionList(rows.rows, path, page));
  return 0;
}

/** The same listener; the ids of all connections are noted. */
function withIds(ids: ConnectionIds, listener: AnalysisListener): AnalysisListener {
  return {
    ...listener,
    onConnection: (connection, clock) => {
      ids.note(connection.id);
      listener.onConnection?.(connection, clock);
    },
  };
}
