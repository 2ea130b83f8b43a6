import type { CaptureClock } from "../../text/wall-clock.js";
import { wallClock } from "../../text/wall-clock.js";

/** When something began and ended, in seconds on a capture's clock; null if the capture has no times. */
export interface TimeRange {
  readonly from: number | null;
  readonly to: number | null;
  readonly clock: CaptureClock | null;
}

/** `2026-12-01 14:02:10 to 14:09:55 UTC`, or `at 10:29:48`: to the second, because findings say it more exactly. Empty without times. */
export function datedRange(range: TimeRange, date: string | null): string {
  const [from, to] = endsOf(range, date);
  if (from === null || to === null) return "";
  const zone = range.clock === "epoch" ? " UTC" : "";
  if (from === to) return `at ${from}${zone}`;
  const [day] = from.split(" ");
  const isSameDay = range.clock !== "relative" && from.includes(" ") && to.startsWith(`${day} `);
  return `${from} to ${isSameDay ? timeOf(to) : to}${zone}`;
}

/** `14:02:10 to 14:09:55`: the same for a list, all of one day. Empty without times. */
export function timeRange(range: TimeRange, date: string | null): string {
  const [from, to] = endsOf(range, date);
  if (from === null || to === null) return "";
  const [first, last] = range.clock === "relative" ? [from, to] : [timeOf(from), timeOf(to)];
  return first === last ? first : `${first} to ${last}`;
}

function endsOf({ from, to, clock }: TimeRange, date: string | null): [from: string | null, to: string | null] {
  return [toTheSecond(wallClock(from, clock, date), clock), toTheSecond(wallClock(to, clock, date), clock)];
}

function toTheSecond(text: string | null, clock: CaptureClock | null): string | null {
  return text === null || clock === "relative" ? text : text.replace("T", " ").replace(/\.\d{3}Z?/, "");
}

/** Without its date. */
function timeOf(text: string): string {
  return text.replace(/^\d{4,}-\d\d-\d\d /, "");
}
