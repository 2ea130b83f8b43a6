import type { PerfettoEvent, TrackNumbers } from "./perfetto-event.js";

/** Numbers for arrows: each has its own. */
export class Arrows {
  #last = 0;

  next(): number {
    return ++this.#last;
  }
}

/** Where an arrow begins, passes or ends: at the slice that is under way on a track at a time. */
export interface ArrowPoint {
  readonly on: TrackNumbers;
  readonly ts: number;
}

/** An arrow along these points. Viewers draw none back in time, and none from a slice to itself. */
export function arrow(arrows: Arrows, name: string, points: readonly ArrowPoint[]): readonly PerfettoEvent[] {
  const isForward = points.every(({ ts }, index) => ts >= (points[index - 1]?.ts ?? ts));
  if (points.length < 2 || !isForward) return [];
  const id = arrows.next();
  return points.map(({ on, ts }, index) => {
    const event = { name, cat: "arrow", id, ts, pid: on.pid, tid: on.tid } as const;
    if (index === 0) return { ...event, ph: "s" };
    return index < points.length - 1 ? { ...event, ph: "t" } : { ...event, ph: "f", bp: "e" };
  });
}
