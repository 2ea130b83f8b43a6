import type { Connection } from "../analysis/model.js";
import { UnflushedError } from "../errors.js";
import { type Happening, timelineText } from "../report/timeline-text.js";
import { refuseTerminal } from "./check.js";
import { pageOf } from "./page.js";
import { analyzeCapture } from "./read.js";

interface TimelineOptions {
  readonly connection?: string;
  readonly fd?: number;
  readonly pid?: number;
}

/** `unflushed timeline CAPTURE`: each connection that matches, when it is over. Returns the exit code. */
export async function timeline(path: string, options: TimelineOptions): Promise<number> {
  refuseTerminal([path]);
  const page = pageOf(process.stdout);
  const happenings = new Map<Connection, Happening[]>();
  let printed = 0;
  await analyzeCapture(path, {
    onEvent: (connection, event, progress) => {
      if (!mayMatch(connection, options)) return;
      const kept = happenings.get(connection) ?? [];
      kept.push({ event, progress });
      happenings.set(connection, kept);
    },
    onConnection: (connection) => {
      const kept = happenings.get(connection);
      happenings.delete(connection);
      const isWanted = options.pid === undefined || kept?.some(({ event }) => event.pid === options.pid);
      if (!kept || !isWanted) return;
      printed++;
      process.stdout.write(`${timelineText(connection, kept, page)}\n`);
    },
  });
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
