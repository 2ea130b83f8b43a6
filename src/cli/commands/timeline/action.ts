import type { AnalysisListener } from "../../../core/analysis/analyzer.js";
import type { StreamProtocol } from "../../../core/protocols/message-facts.js";
import { timelineText } from "../../../core/timeline/text.js";
import type { Timeline } from "../../../core/timeline/timeline.js";
import { type TimelineFilter, timelines } from "../../../core/timeline/timelines.js";
import { caughtUp } from "../../../run/caught-up.js";
import { analyzeCapture } from "../../../run/check/analyze-capture.js";
import { ConnectionIds } from "../../../run/connection-ids.js";
import { print } from "../../../run/say.js";
import type { Terminal } from "../../../run/streams.js";
import { ChosenTimeline } from "../../../tools/timeline/chosen-timeline.js";
import { connectionList } from "../../../tools/timeline/connection-list.js";
import { noneMatches } from "../../../tools/timeline/none-matches.js";
import { pageOf } from "../../terminal/page.js";
import { refuseTerminal } from "../../terminal/refuse-terminal.js";

/** Which connections are printed, and which protocols are not read. */
interface TimelineOptions extends TimelineFilter {
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
  const { stdin, stdout, env } = terminal;
  refuseTerminal([path], stdin);
  const page = pageOf(stdout, env);
  const ids = new ConnectionIds(options.connection);
  const chosen = new ChosenTimeline();
  const show = (found: Timeline): void => print(stdout, `${timelineText(found, page)}\n`);
  const matching = timelines(options, (found) => {
    chosen.take(found);
    if (options.all) show(found); // at its end: there may be very many
  });
  await analyzeCapture(path, withIds(ids, matching), () => caughtUp(stdout), {
    stdin,
    ...(options.protocol && { silenced: options.protocol }),
  });
  const { rows, timeline: only } = chosen;
  if (rows.count === 0) throw noneMatches(path, options, ids);
  if (options.all) return 0;
  if (only) show(only);
  else print(stdout, connectionList(rows, path, page));
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
