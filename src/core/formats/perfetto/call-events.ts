import type { EventRecord } from "../../records/event.js";
import { callOf, countsOf, remarkOf } from "../../records/step.js";
import { grouped } from "../../text/quantities.js";
import { doneBy } from "../spans/call-of-event.js";
import type { CallTime } from "../spans/call-times.js";
import { countEvents, stillOutstanding } from "./count-events.js";
import { type Color, instant, type PerfettoEvent, slice, type TraceArgs } from "./perfetto-event.js";
import type { TraceTime } from "./trace-time.js";
import type { Track } from "./track.js";

/** Calls that are about one socket. What a poll reports of a socket is an instant: the call is about many. */
const CALLS: readonly EventRecord["event"]["kind"][] = ["open", "write", "read", "shutdown", "release", "end"];

/** What a viewer shows of a call on a connection, and when it ran. */
export function callEvents(
  record: EventRecord,
  track: Track,
  times: TraceTime,
): { readonly events: readonly PerfettoEvent[]; readonly call: CallTime } {
  const { event } = record;
  const span = times.span(event, { line: event.endLine, time: event.endTime });
  const done = doneBy(record);
  const shown = { cat: "call", args: argsOf(record) };
  const call = { line: event.line, ...span, ...done, lane: 0 };
  if (event.call === null || !CALLS.includes(event.kind)) {
    const at = CALLS.includes(event.kind) ? span.from : span.to;
    track.reach(at, at);
    return { events: [instant(track, labelOf(event), at, shown)], call: { ...call, from: at, to: at } };
  }
  const { lane, events } = track.take("calls", span);
  const on = track.lane("calls", lane);
  const mark = markOf(event, done.isRefused);
  return {
    events: [
      ...events,
      slice(on, nameOf(event), span, mark ? { ...shown, cname: mark.cname } : shown),
      ...(mark
        ? [instant(on, mark.name, span.to, { cat: "mark", cname: mark.cname, args: { line: event.line } })]
        : []),
      ...countEvents(record, track, span.to),
    ],
    call: { ...call, lane },
  };
}

/** `writev`, `writev EAGAIN`, `shutdown SHUT_WR`. */
function nameOf(event: EventRecord["event"]): string {
  const call = callOf(event);
  if (event.kind === "shutdown") return `${call} SHUT_${event.how.toUpperCase()}`;
  const error = event.kind === "write" || event.kind === "read" ? event.error : null;
  return error === null ? call : `${call} ${error}`;
}

/** What no call says: `writable (epoll_wait)`, `still open`. */
function labelOf(event: EventRecord["event"]): string {
  if (event.kind === "end") return remarkOf(event);
  return event.call === null ? event.kind : `${event.kind} (${event.call})`;
}

function markOf(event: EventRecord["event"], isRefused: boolean): { name: string; cname: Color } | null {
  if (event.kind === "write" && isRefused) {
    if (event.error !== null) return { name: `refused: ${event.error}`, cname: "bad" };
    return { name: `short: ${grouped(event.accepted)} of ${grouped(event.asked)}`, cname: "bad" };
  }
  if (event.kind === "shutdown" && event.error === null) {
    return { name: `SHUT_${event.how.toUpperCase()}`, cname: "grey" };
  }
  return event.kind === "end" ? { name: event.by, cname: "grey" } : null;
}

function argsOf({ event, progress }: EventRecord): TraceArgs {
  const { asked, took } = countsOf(event);
  const { declared, accepted } = progress;
  return {
    line: event.line,
    ...(event.endLine !== event.line && { endLine: event.endLine }),
    pid: event.pid,
    fd: event.fd,
    ...(asked !== null && { asked }),
    ...(took !== null && { took }),
    ...("error" in event && event.error !== null && { error: event.error }),
    ...{ declared, accepted, outstanding: stillOutstanding(progress) },
    remark: remarkOf(event) || undefined,
  };
}
