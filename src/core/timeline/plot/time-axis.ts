import { roundStep, roundTicks } from "../../text/ticks.js";
import type { PlotSymbols } from "./symbols.js";

/** Columns that a label of a tick needs, with the room around it. */
const TICK = 11;
/** From how many of a unit on it is used: `90 s`, `2 min`. */
const UNITS = [
  { name: "us", size: 1e-6, from: 0 },
  { name: "ms", size: 1e-3, from: 1e-3 },
  { name: "s", size: 1, from: 1 },
  { name: "min", size: 60, from: 120 },
  { name: "h", size: 3600, from: 7200 },
] as const;

/** What a plot shows from left to right: seconds, or the counts of calls of a capture without times. */
export interface TimeAxis {
  readonly columns: number;
  /** At most `columns` - 1, also for what comes later than the plot. */
  columnOf(at: number): number;
  /** True for what comes later than the plot. */
  isLater(at: number): boolean;
  /** The time of a column. */
  at(column: number): number;
  /** The ticks, and their labels below them. */
  rows(symbols: PlotSymbols): string[];
}

/**
 * An axis with round ticks.
 *
 * @param first the time at its left end, where 0 stands
 * @param last the time at its right end
 */
export function timeAxis(first: number, last: number, columns: number, hasTimes: boolean): TimeAxis {
  const range = Math.max(0, last - first);
  const columnOf = (at: number): number => {
    if (range === 0) return columns - 1;
    return Math.min(columns - 1, Math.max(0, Math.round(((at - first) / range) * (columns - 1))));
  };
  return {
    columns,
    columnOf,
    isLater: (at) => at > last,
    at: (column) => first + (range * column) / Math.max(1, columns - 1),
    rows: ({ corner, bottom, bottomTick }) => {
      const ticks = ticksOf(range, hasTimes, Math.max(1, Math.floor(columns / TICK)));
      const places = ticks.map(({ at }) => (range === 0 ? 0 : columnOf(first + at)));
      const line = Array.from({ length: columns }, (_, column) => (places.includes(column) ? bottomTick : bottom));
      return [corner + line.join(""), ` ${labelsBelow(ticks, places, columns)}`];
    },
  };
}

interface Tick {
  /** Seconds after the left end, or calls. */
  readonly at: number;
  readonly label: string;
}

function ticksOf(range: number, hasTimes: boolean, most: number): Tick[] {
  const unit = hasTimes ? (UNITS.findLast(({ from }) => range >= from) ?? UNITS[0]) : { name: "", size: 1 };
  const reach = range / unit.size;
  const step = Math.max(roundStep(reach, most), hasTimes ? 0 : 1);
  return roundTicks(reach, step).map((count) => ({
    at: count * unit.size,
    label: count === 0 ? "0" : `${count} ${unit.name}`.trimEnd(),
  }));
}

/** Each label below its tick, and none beyond the right end. */
function labelsBelow(ticks: readonly Tick[], places: readonly number[], columns: number): string {
  let row = "";
  for (const [index, { label }] of ticks.entries()) {
    const centered = (places[index] ?? 0) - Math.floor((label.length - 1) / 2);
    const start = Math.max(0, Math.min(centered, columns - label.length));
    if (row !== "" && start <= row.length) continue; // no room: the tick stands without a label
    row = row.padEnd(start) + label;
  }
  return row;
}
