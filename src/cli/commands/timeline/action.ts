import type { StreamProtocol } from "../../../core/protocols/message-facts.js";
import { timelineText } from "../../../core/timeline/text.js";
import { type TimelineFilter, timelines } from "../../../core/timeline/timelines.js";
import { UnflushedError } from "../../../errors.js";
import { caughtUp } from "../../../run/caught-up.js";
import { analyzeCapture } from "../../../run/check/analyze-capture.js";
import { print } from "../../../run/say.js";
import type { Terminal } from "../../../run/streams.js";
import { pageOf } from "../../terminal/page.js";
import { refuseTerminal } from "../../terminal/refuse-terminal.js";

/** Which connections are printed, and which protocols are not read. */
interface TimelineOptions extends TimelineFilter {
  readonly protocol?: ReadonlySet<StreamProtocol>;
}

/**
 * `unflushed timeline CAPTURE`: prints each connection that matches, when it is over. Returns the exit code.
 *
 * @throws UnflushedError (`no-such-connection`) if no connection matches
 */
export async function timeline(path: string, options: TimelineOptions, terminal: Terminal): Promise<number> {
  const { stdin, stdout, env } = terminal;
  refuseTerminal([path], stdin);
  const page = pageOf(stdout, env);
  let printed = 0;
  const listener = timelines(options, (found) => {
    printed++;
    print(stdout, `${timelineText(found, page)}\n`);
  });
  await analyzeCapture(path, listener, () => caughtUp(stdout), {
    stdin,
    ...(options.protocol && { silenced: options.protocol }),
  });
  if (printed > 0) return 0;
  throw new UnflushedError(
    "no-such-connection",
    `no connection of ${path} matches: unflushed timeline ${path} lists them all`,
  );
}
