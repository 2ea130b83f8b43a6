import type { PerfettoEvent } from "../../../../src/core/formats/perfetto/perfetto-event.js";
import { type Capture, documentOf, formats } from "../documents.js";
import { recordsWithEvents } from "../event-records.js";

export interface Trace {
  readonly displayTimeUnit: string;
  readonly traceEvents: readonly PerfettoEvent[];
  readonly otherData: { readonly captures: readonly { readonly path: string; readonly ts: string }[] };
}

export function traceOf(captures: readonly Capture[], records = recordsWithEvents(captures)): Trace {
  return JSON.parse(documentOf(formats.perfetto?.() ?? {}, records));
}

const trackOf = ({ pid, tid }: PerfettoEvent): string => `${pid} ${tid}`;
const isTime = (ts: number | undefined): boolean => Number.isInteger(ts) && (ts ?? -1) >= 0;
const endOf = ({ ts = 0, dur = 0 }: PerfettoEvent): number => ts + dur;

/** What is wrong with a trace, by the rules of the Trace Event Format and of what ui.perfetto.dev can draw. */
export function problemsOf({ displayTimeUnit, traceEvents }: Trace): string[] {
  const tracks = grouped(traceEvents, trackOf);
  return [
    ...(["ms", "ns"].includes(displayTimeUnit) ? [] : [`displayTimeUnit ${displayTimeUnit}`]),
    ...traceEvents.flatMap(fieldProblems),
    ...[...tracks.values()].flatMap(nestingProblems),
    ...nameProblems(traceEvents),
    ...arrowProblems(traceEvents, tracks),
  ];
}

function fieldProblems(event: PerfettoEvent): string[] {
  const { ph, name, ts, dur, s, id, bp, args, pid, tid } = event;
  const fine =
    typeof name === "string" &&
    name !== "" &&
    [pid, tid].every((number) => Number.isInteger(number) && number > 0 && number < 2 ** 32) &&
    (ph === "M" || isTime(ts)) &&
    (ph === "X" ? isTime(dur) : dur === undefined) &&
    (ph === "i" ? s === "t" : s === undefined) &&
    (["s", "t", "f"].includes(ph) ? isTime(id) : id === undefined) &&
    (ph === "f" ? bp === "e" : bp === undefined) &&
    (ph !== "C" || Object.values(args ?? {}).every((value) => typeof value === "number")) &&
    (ph !== "C" || Object.keys(args ?? {}).length > 0) &&
    ["X", "i", "C", "s", "t", "f", "M"].includes(ph);
  return fine ? [] : [`fields: ${JSON.stringify(event)}`];
}

/** Of two slices of a track, one is around the other, or they do not overlap. */
function nestingProblems(track: readonly PerfettoEvent[]): string[] {
  const slices = track.filter(({ ph }) => ph === "X");
  slices.sort((one, other) => (one.ts ?? 0) - (other.ts ?? 0) || endOf(other) - endOf(one));
  const open: PerfettoEvent[] = [];
  return slices.flatMap((slice) => {
    while (open.length > 0 && endOf(open.at(-1) as PerfettoEvent) <= (slice.ts ?? 0)) open.pop();
    const around = open.at(-1);
    open.push(slice);
    return around && endOf(slice) > endOf(around) ? [`no nesting: ${JSON.stringify([around, slice])}`] : [];
  });
}

function nameProblems(events: readonly PerfettoEvent[]): string[] {
  const names = (kind: string) => events.filter(({ name }) => name === kind);
  const processes = names("process_name").map(({ pid }) => pid);
  const threads = names("thread_name").map(({ tid }) => tid);
  const unnamed = events.filter(
    (each) => each.ph !== "M" && (!processes.includes(each.pid) || !threads.includes(each.tid)),
  );
  const twice = [...processes, ...threads].filter((number, at, all) => all.indexOf(number) !== at);
  return [...unnamed.map((each) => `no name: ${JSON.stringify(each)}`), ...twice.map((each) => `named twice: ${each}`)];
}

/** Each arrow begins once and ends once, goes forward in time, and is at a slice of its track wherever it passes. */
function arrowProblems(events: readonly PerfettoEvent[], tracks: Map<string, readonly PerfettoEvent[]>): string[] {
  const arrows = grouped(
    events.filter(({ ph }) => ["s", "t", "f"].includes(ph)),
    ({ id }) => String(id),
  );
  return [...arrows.values()].flatMap((points) => {
    const phases = points.map(({ ph }) => ph).join("");
    const times = points.map(({ ts }) => ts ?? 0);
    const isForward = times.every((ts, index) => ts >= (times[index - 1] ?? 0));
    const isBound = points.every((point) =>
      tracks
        .get(trackOf(point))
        ?.some(({ ph, ts = 0, dur = 0 }) => ph === "X" && ts <= (point.ts ?? 0) && (point.ts ?? 0) <= ts + dur),
    );
    return /^st*f$/.test(phases) && isForward && isBound ? [] : [`arrow: ${JSON.stringify(points)}`];
  });
}

function grouped(
  events: readonly PerfettoEvent[],
  keyOf: (event: PerfettoEvent) => string,
): Map<string, PerfettoEvent[]> {
  const groups = new Map<string, PerfettoEvent[]>();
  for (const event of events) groups.set(keyOf(event), [...(groups.get(keyOf(event)) ?? []), event]);
  return groups;
}
