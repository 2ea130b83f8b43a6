import type { AnalysisListener } from "../../../core/analysis/analyzer.js";
import type { Connection } from "../../../core/analysis/model.js";
import { timelineText } from "../../../core/timeline/text.js";
import { Timeline } from "../../../core/timeline/timeline.js";
import { UnflushedError } from "../../../errors.js";
import { analyzeCapture } from "../../../run/check/analyze-capture.js";
import type { Terminal } from "../../../run/streams.js";
import { pageOf } from "../../terminal/page.js";
import { refuseTerminal } from "../check/action.js";

interface TimelineOptions {
  readonly connection?: string;
  readonly fd?: number;
  readonly pid?: number;
}

/** `unflushed timeline CAPTURE`: each connection that matches, when it is over. Returns the exit code. */
export async function timeline(path: string, options: TimelineOptions, terminal: Terminal): Promise<number> {
  const { stdin, stdout, env } = terminal;
  refuseTerminal([path], stdin);
  const page = pageOf(stdout, env);
  const open = new Map<Connection, Timeline>();
  let printed = 0;
  const listener: AnalysisListener = {
    onEvent: (connection, event, progress) => {
      if (!mayMatch(connection, options)) return;
      const known = open.get(connection) ?? new Timeline(connection);
      open.set(connection, known);
      known.event(event, progress);
    },
    onExchange: (connection, exchange) => open.get(connection)?.exchange(exchange),
    onConnection: (connection) => {
      const known = open.get(connection);
      open.delete(connection);
      if (!known || (options.pid !== undefined && !known.pids.has(options.pid))) return;
      printed++;
      stdout.write(`${timelineText(known, page)}\n`);
    },
  };
  await analyzeCapture(path, listener, undefined, { stdin });
  if (printed === 0) {
    throw new UnflushedError(
      "no-such-connection",
      `no connection of ${path} matches: unflushed timeline ${path} lists them all`,
    );
  }
  return 0;
}

function mayMatch({ id, fd }: Connection, options: TimelineOptions): boolean {
  if (options.connection !== undefined && options.connection !== id) return false;
  return options.fd === undefined || options.fd === fd;
}
