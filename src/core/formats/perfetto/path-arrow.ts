import type { PathRecord } from "../../records/record.js";
import { type Arrows, arrow } from "./arrows.js";
import type { PerfettoEvent } from "./perfetto-event.js";
import type { TraceTime } from "./trace-time.js";
import type { Tracks } from "./tracks.js";

/**
 * An arrow along the hops of a request that lost bytes: from the innermost one, where they were lost first, outwards. A hop whose
 * connection is not in the trace, or is forgotten, is left out, as is one that ended before the hop inside it.
 */
export function pathArrow(
  { exchanges, isProven }: PathRecord,
  tracks: Tracks,
  timesOf: (capture: number) => TraceTime | undefined,
  arrows: Arrows,
): readonly PerfettoEvent[] {
  if (!isProven) return [];
  const outwards = exchanges.toReversed().flatMap((hop) => {
    const on = tracks.find(hop.capture, hop.connection);
    const times = timesOf(hop.capture);
    return on && times ? [{ on, ts: times.of(hop) }] : [];
  });
  const forward = outwards.filter(({ ts }, index) => outwards.slice(0, index).every((before) => before.ts <= ts));
  return arrow(arrows, "short from hop to hop", forward);
}
