import type { FindingRecord } from "../../records/record.js";
import type { Level } from "../../rules/rule.js";
import { type Color, instant, type PerfettoEvent } from "./perfetto-event.js";
import type { TraceTime } from "./trace-time.js";
import type { Track } from "./track.js";

const COLORS: Readonly<Record<Level, Color>> = { error: "terrible", warning: "bad", note: "yellow" };

/** A finding, at the call that decided it. */
export function findingEvent(found: FindingRecord, track: Track, times: TraceTime): PerfettoEvent {
  const { rule, level, message, line, at, outstandingBytes, suppressed, hops } = found;
  const ts = times.of(found);
  track.reach(ts, ts);
  const place = at ? `${at.file}:${at.line}` : undefined;
  const accepted = suppressed ? (suppressed.reason ?? suppressed.by) : undefined;
  const way = hops?.map(({ connection, exchange, address }) => `${connection} #${exchange} at ${address ?? "unknown"}`);
  return instant(track, `${level}: ${rule}`, ts, {
    cat: "finding",
    cname: COLORS[level],
    args: { rule, message, line, place, outstanding: outstandingBytes, acceptedBecause: accepted, hops: way },
  });
}
