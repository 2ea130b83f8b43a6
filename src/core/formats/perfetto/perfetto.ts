import { jsonText } from "../../text/json-text.js";
import type { FormatContext } from "../context.js";
import { ExchangeFindings } from "../exchange-findings.js";
import type { Format, WriteText } from "../format.js";
import { CallTimes } from "../spans/call-times.js";
import { Arrows } from "./arrows.js";
import { callEvents } from "./call-events.js";
import { findingEvent } from "./finding-events.js";
import { OtherData } from "./other-data.js";
import { pathArrow } from "./path-arrow.js";
import { named, type PerfettoEvent, traceEventText, traceName } from "./perfetto-event.js";
import { MadeUpNumbers, Processes } from "./processes.js";
import { SettlingConnection } from "./settling-connection.js";
import { TraceTime } from "./trace-time.js";
import type { Track } from "./track.js";
import { Tracks } from "./tracks.js";

/**
 * The Trace Event Format, for ui.perfetto.dev: a track for each connection, on which its exchanges are around their calls. Calls
 * are written as they come. The order of events does not matter, so an exchange, which is known last, is written after its calls.
 */
export function perfettoFormat({ makeWaitingTexts }: Pick<FormatContext, "makeWaitingTexts">): Format {
  const numbers = new MadeUpNumbers();
  const processes = new Processes(numbers);
  const tracks = new Tracks(processes, numbers);
  const arrows = new Arrows();
  const callTimes = new CallTimes(makeWaitingTexts());
  const findings = new ExchangeFindings(makeWaitingTexts());
  const other = new OtherData();
  const timesOf: TraceTime[] = [];
  let times = new TraceTime();
  let settling: SettlingConnection | null = null;
  let before = "";

  const put = (events: Iterable<PerfettoEvent>, write: WriteText): void => {
    for (const event of events) {
      write(before + traceEventText(event));
      before = ",\n";
    }
  };
  const trackOf = (id: string, pid: number | null, write: WriteText): Track => {
    const { track, events } = tracks.of(id, pid);
    put(events, write);
    return track;
  };
  const settle = (write: WriteText): void => {
    if (!settling) return;
    put(settling.end(findings.takeRest()), write);
    tracks.close(settling.track);
    settling = null;
  };
  /** The capture is over: what is left are findings that came after their connection, and connections that were not reported. */
  const settleAll = (write: WriteText): void => {
    settle(write);
    for (const found of findings.takeUnclaimed()) {
      const track = trackOf(found.connection, found.calls[0]?.pid ?? null, write);
      put([findingEvent(found, track, times)], write);
    }
    for (const track of tracks.open) {
      put(named("thread", track, traceName(`${track.id}: not read to its end`), track.tid), write);
      tracks.close(track);
    }
  };
  return {
    run: ({ value }, write) => {
      other.run(value);
      write('{"displayTimeUnit":"ms","traceEvents":[\n');
    },
    begin: ({ value: { capture, path } }) => {
      processes.begin(path);
      tracks.begin(capture);
      callTimes.begin();
      findings.begin();
      times = new TraceTime();
      timesOf[capture] = times;
    },
    event: ({ value }, write) => {
      settle(write);
      const { connection, event } = value;
      const track = trackOf(connection, event.pid, write);
      const { events, call } = callEvents(value, track, times);
      put(events, write);
      callTimes.add(connection, call);
    },
    finding: (line, write) => {
      settle(write);
      findings.add(line);
    },
    connection: ({ value }, write) => {
      settle(write);
      const track = trackOf(value.id, value.pid, write);
      settling = new SettlingConnection(value, track, times, arrows, callTimes.take(value.id));
      findings.connection(value.id);
    },
    exchange: ({ value }, write) => {
      const { own, others } = findings.takeExchange(value.index);
      if (settling) put(settling.exchange(value, [...others, ...own]), write);
    },
    path: ({ value }, write) => {
      settle(write);
      put(
        pathArrow(value, tracks, (capture) => timesOf[capture], arrows),
        write,
      );
    },
    capture: ({ value }, write) => {
      settleAll(write);
      other.capture(value, times.countsLines);
    },
    failure: ({ value }, write) => {
      settleAll(write);
      other.failure(value);
    },
    skipped: ({ value }, write) => {
      settleAll(write);
      other.skipped(value);
    },
    summary: (_, write) => write(`\n],\n"otherData":${jsonText(other)}}\n`),
  };
}
