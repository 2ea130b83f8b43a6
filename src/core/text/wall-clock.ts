import { grouped, plural } from "./quantities.js";

/**
 * What the times of a capture are: `epoch`: seconds since 1970 (`-ttt`); `day`: seconds since midnight, by the clock on the wall of the machine, and
 * a day more after each midnight (`-t`, `-tt`); `relative`: seconds since the first line (`-r`).
 */
export type CaptureClock = "epoch" | "day" | "relative";

const DAY = 86_400_000;
/** The last millisecond that a Date can say (ECMA-262, "Time Values and Time Range"). */
const LAST_DATE = 8.64e15;

/**
 * A time of a capture as a person would look for it in a log, to the millisecond, and never rounded up:
 *
 * - `epoch`: `2026-12-01T14:02:10.123Z`, in UTC
 * - `day`: `14:02:10.123`, the local time of the machine, `14:02:10.123 (+1 day)` after a midnight; with a date
 *   `2026-12-01T14:02:10.123`
 * - `relative`: `+2.500 s`, since the first line
 *
 * @param time seconds on the capture's clock
 * @param date the day, as `YYYY-MM-DD`, on which a capture with a `day` clock began; null if it is not known
 * @returns null if the capture has no times, or the time is none
 */
export function wallClock(time: number | null, clock: CaptureClock | null, date: string | null): string | null {
  if (time === null || clock === null || !Number.isFinite(time)) return null;
  const milliseconds = Math.floor(Math.round(time * 1e6) / 1e3);
  if (Math.abs(milliseconds) > LAST_DATE) return null;
  if (clock === "relative") return relativeText(milliseconds);
  if (clock === "epoch") return new Date(milliseconds).toISOString();
  const midnight = date === null ? Number.NaN : Date.parse(`${date}T00:00:00Z`);
  const shown = new Date(midnight + milliseconds);
  return Number.isNaN(shown.getTime()) ? dayText(milliseconds) : shown.toISOString().slice(0, -1);
}

function relativeText(milliseconds: number): string {
  const [whole = 0, rest = 0] = split(Math.abs(milliseconds), 1000);
  return `${milliseconds < 0 ? "-" : "+"}${grouped(whole)}.${String(rest).padStart(3, "0")} s`;
}

function dayText(milliseconds: number): string {
  const [days, rest] = split(milliseconds, DAY);
  const text = new Date(rest).toISOString().slice(11, -1);
  return days === 0 ? text : `${text} (${days > 0 ? "+" : ""}${plural(days, "day")})`;
}

function split(count: number, unit: number): [whole: number, rest: number] {
  const whole = Math.floor(count / unit);
  return [whole, count - whole * unit];
}
