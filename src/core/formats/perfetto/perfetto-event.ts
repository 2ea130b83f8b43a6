import { visible } from "../../text/escape.js";
import { jsonText } from "../../text/json-text.js";

/** What a viewer shows beside an event that is selected. */
export type TraceArgs = Readonly<Record<string, string | number | boolean | null | readonly string[] | undefined>>;

/** Which track an event is on. */
export interface TrackNumbers {
  readonly pid: number;
  readonly tid: number;
}

/**
 * An event of the Trace Event Format. `ph`: `X` a slice, `i` an instant, `C` a counter, `s` `t` `f` an arrow's beginning, step and end, `M` a name.
 * `ts` and `dur` are microseconds.
 */
export interface PerfettoEvent extends TrackNumbers {
  readonly name: string;
  readonly ph: "X" | "i" | "C" | "s" | "t" | "f" | "M";
  readonly ts?: number;
  readonly dur?: number;
  readonly cat?: string;
  readonly cname?: Color;
  /** An arrow's number. */
  readonly id?: number;
  /** An arrow ends at the slice that is under way, and not at the next one. */
  readonly bp?: "e";
  /** An instant is of its thread. */
  readonly s?: "t";
  readonly args?: TraceArgs;
}

/** The colours of chrome://tracing for what is good and bad; ui.perfetto.dev chooses its own, by the name. */
export type Color = "good" | "bad" | "terrible" | "yellow" | "grey";

/** The event as a line of JSON, without what stands between it and the next. */
export function traceEventText(event: PerfettoEvent): string {
  return jsonText(event);
}

/** Text of a traced program as the name of a slice or a track: no control characters, none that turn its direction, at most 120 characters. */
export function traceName(text: string): string {
  const shown = [...visible(text)];
  return shown.length > 120 ? `${shown.slice(0, 117).join("")}...` : shown.join("");
}

export function slice(
  on: TrackNumbers,
  name: string,
  { from, to }: { readonly from: number; readonly to: number },
  more: Pick<PerfettoEvent, "cat" | "cname" | "args">,
): PerfettoEvent {
  return { name, ph: "X", ts: from, dur: to - from, pid: on.pid, tid: on.tid, ...more };
}

export function instant(
  on: TrackNumbers,
  name: string,
  ts: number,
  more: Pick<PerfettoEvent, "cat" | "cname" | "args">,
): PerfettoEvent {
  return { name, ph: "i", s: "t", ts, pid: on.pid, tid: on.tid, ...more };
}

/** The name of a process or of a track, and its place among the others. */
export function named(of: "process" | "thread", on: TrackNumbers, name: string, sortIndex: number): PerfettoEvent[] {
  return [
    { name: `${of}_name`, ph: "M", pid: on.pid, tid: on.tid, args: { name } },
    { name: `${of}_sort_index`, ph: "M", pid: on.pid, tid: on.tid, args: { sort_index: sortIndex } },
  ];
}
