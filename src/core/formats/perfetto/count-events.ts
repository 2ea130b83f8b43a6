import type { EventRecord } from "../../records/event.js";
import type { PerfettoEvent } from "./perfetto-event.js";
import type { Track } from "./track.js";

/** Body bytes that the kernel has not taken, as far as they are known after an event. */
export function stillOutstanding({ declared, accepted, owed }: EventRecord["progress"]): number | null {
  if (declared !== null && accepted !== null) return declared - accepted;
  return owed > 0 ? owed : null;
}

/**
 * The counters of a connection after a call: body bytes of the response under way, if they have changed. They begin when a response is
 * under way after a call: most are carried by one, and a viewer would show two counters for each of these connections.
 */
export function countEvents({ progress }: EventRecord, track: Track, ts: number): readonly PerfettoEvent[] {
  const { accepted } = progress;
  const outstanding = stillOutstanding(progress);
  if (accepted === track.accepted && outstanding === track.outstanding) return [];
  const isUnderWay = outstanding === null ? (accepted ?? 0) > 0 : outstanding !== 0;
  if (!track.hasCounters && !isUnderWay) return [];
  track.accepted = accepted;
  track.outstanding = outstanding;
  const args = { ...(accepted !== null && { accepted }), ...(outstanding !== null && { outstanding }) };
  if (Object.keys(args).length === 0) return [];
  track.hasCounters = true;
  return [{ name: `${track.id} body bytes`, ph: "C", ts, pid: track.pid, tid: track.tid, args }];
}
