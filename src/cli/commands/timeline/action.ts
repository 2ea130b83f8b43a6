import { displayName } from "../../../capture/source.js";
import { KeptConnections } from "../../../core/filter/kept-connections.js";
import type { StreamProtocol } from "../../../core/protocols/message-facts.js";
import { timelineText } from "../../../core/timeline/text.js";
import { type TimelineFilter, timelines } from "../../../core/timeline/timelines.js";
import { UnflushedError } from "../../../errors.js";
import { caughtUp } from "../../../run/caught-up.js";
import { analyzeCapture } from "../../../run/check/analyze-capture.js";
import { type FilterOptions, filterOf, nothingMatches } from "../../../run/filter/asked-filter.js";
import { print, say } from "../../../run/say.js";
import type { Terminal } from "../../../run/streams.js";
import { pageOf } from "../../terminal/page.js";
import { refuseTerminal } from "../../terminal/refuse-terminal.js";

/** Which connections are printed, and which protocols are not read. */
interface TimelineOptions extends Pick<TimelineFilter, "connection" | "fd">, FilterOptions {
  readonly protocol?: ReadonlySet<StreamProtocol>;
}

/**
 * `unflushed timeline CAPTURE`: prints each connection that matches, when it is over. Returns the exit code.
 *
 * @throws UnflushedError (`no-such-connection`) if no connection matches
 */
export async function timeline(path: string, options: TimelineOptions, terminal: Terminal): Promise<number> {
  const { stdin, stdout, stderr, env } = terminal;
  refuseTerminal([path], stdin);
  const page = pageOf(stdout, env);
  let found = 0;
  let printed = 0;
  const { pid, ...others } = options; // a thread that made a call on a connection counts as well
  const asked = filterOf(others);
  const kept = asked && new KeptConnections(asked.filter, asked.window, displayName(path));
  const chosen = { ...options, pids: pid?.flatMap(({ value }) => value) };
  const listener = timelines(chosen, (timeline) => {
    found++;
    if (kept?.has(timeline.connection) === false) return;
    printed++;
    print(stdout, `${timelineText(timeline, page)}\n`);
  });
  await analyzeCapture(path, kept?.before(listener) ?? listener, () => caughtUp(stdout), {
    stdin,
    ...(options.protocol && { silenced: options.protocol }),
  });
  if (printed > 0) return 0;
  if (asked && found > 0) {
    say(stderr, `unflushed: ${nothingMatches(asked)}`);
    return 0;
  }
  throw new UnflushedError(
    "no-such-connection",
    `no connection of ${path} matches: unflushed timeline ${path} lists them all`,
  );
}
