import type { AnalysisListener } from "../analysis/analyzer.js";
import type { Connection } from "../analysis/model.js";
import { Timeline } from "./timeline.js";

/** Which connections get a timeline; what is left out does not matter. */
export interface TimelineFilter {
  /** The id of a connection, such as `c3`. */
  readonly connection?: string;
  readonly fd?: number;
  /** One of these threads opened the connection or made a call on it. */
  readonly pids?: readonly number[] | undefined;
}

/** An analysis listener that hands over the timeline of each matching connection when that connection is over. */
export function timelines(filter: TimelineFilter, onTimeline: (timeline: Timeline) => void): AnalysisListener {
  const open = new Map<Connection, Timeline>();
  return {
    onEvent: (connection, event, progress) => {
      if (!mayMatch(connection, filter)) return;
      const known = open.get(connection) ?? new Timeline(connection);
      open.set(connection, known);
      known.event(event, progress);
    },
    onExchange: (connection, exchange) => open.get(connection)?.exchange(exchange),
    onConnection: (connection, clock) => {
      const known = open.get(connection);
      open.delete(connection);
      if (known) known.clock = clock;
      if (known && (filter.pids?.some((pid) => known.pids.has(pid)) ?? true)) onTimeline(known);
    },
  };
}

/** Whether the pid matches is known only at the end: any thread may still make a call on the connection. */
function mayMatch({ id, fd }: Connection, filter: TimelineFilter): boolean {
  if (filter.connection !== undefined && filter.connection !== id) return false;
  return filter.fd === undefined || filter.fd === fd;
}
