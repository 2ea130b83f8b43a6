import { roundStep, roundTicks } from "../../../core/text/ticks.js";
import { wallClock } from "../../../core/text/wall-clock.js";
import type { ExchangeRow, ShownConnection } from "../model/shown-connection.js";

/** What lanes show from left to right: the clock on the wall if all captures have the same one, else seconds since each began; without times lines. */
export interface LaneAxis {
  readonly from: number;
  readonly to: number;
  /** Where a connection begins and ends on it. */
  readonly spanOf: (connection: ShownConnection) => readonly [from: number, to: number];
  readonly positionOf: (row: ExchangeRow) => number;
  /** Round positions and their labels. */
  readonly ticks: (most: number) => readonly { readonly at: number; readonly label: string }[];
}

export function laneAxis(connections: readonly ShownConnection[], date: string | null): LaneAxis {
  const opened = connections.flatMap(({ record }) => record ?? []);
  const clocks = new Set(opened.map(({ clock }) => clock));
  const hasTimes = opened.length > 0 && opened.every(({ opened: { time } }) => time !== null);
  const [clock = null] = clocks;
  const isShared =
    hasTimes && clocks.size === 1 && (clock !== "relative" || new Set(opened.map((each) => each.capture)).size === 1);
  const starts = new Map<number, number>();
  for (const { capture, opened: at } of opened)
    starts.set(capture, Math.min(starts.get(capture) ?? Infinity, at.time ?? 0));
  const shift = (capture: number): number => (isShared || !hasTimes ? 0 : (starts.get(capture) ?? 0));
  const spanOf: LaneAxis["spanOf"] = ({ capture, record }) => {
    if (!record) return [0, 0];
    const { opened: first, ended } = record;
    const from = hasTimes ? (first.time ?? 0) - shift(capture) : first.line;
    const to = hasTimes ? (ended?.time ?? first.time ?? 0) - shift(capture) : (ended?.line ?? first.line);
    return [from, Math.max(from, to)];
  };
  let [from, to] = [Infinity, -Infinity];
  for (const connection of connections) {
    if (!connection.record) continue;
    const [first, last] = spanOf(connection);
    [from, to] = [Math.min(from, first), Math.max(to, last)];
  }
  if (!(to > from)) to = from + 1;
  const label = (at: number, step: number): string => {
    if (!hasTimes) return `line ${Math.round(at)}`;
    const text = isShared ? wallClock(at, clock, date)?.split("T").at(-1) : null;
    if (text == null) return `+${Number(at.toPrecision(6))} s`;
    return step >= 1 ? text.replace(/\.\d{3}/, "") : text;
  };
  return {
    from,
    to,
    spanOf,
    positionOf: ({ time, line, connection }) =>
      hasTimes ? (time === null ? spanOf(connection)[0] : time - shift(connection.capture)) : (line ?? 0),
    ticks: (most) => {
      const step = Math.max(roundStep(to - from, most), hasTimes ? 0.001 : 1);
      const first = Math.ceil(from / step) * step;
      return roundTicks(to - first, step).map((each) => ({ at: first + each, label: label(first + each, step) }));
    },
  };
}
