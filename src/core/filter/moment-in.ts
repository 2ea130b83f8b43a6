import type { CaptureTimes } from "../strace/capture-clock.js";
import type { AskedTime } from "./asked-time.js";

const DAY = 86_400;

/** Where a time is on the clock of a capture, in its seconds; or why the clock cannot say it, and what to write instead. */
export type MomentIn = { readonly at: number } | { readonly problem: string };

/**
 * Finds a time on the clock of a capture. A time of day is meant on the day on which the capture begins; if that is more than twelve
 * hours before it begins, on the next one, as the capture then goes on after midnight. Seconds since 1970 are read as UTC.
 *
 * @param date the day on which a capture of `-t` or `-tt` begins, counted from 1970; null if nobody has said it
 */
export function momentIn(asked: AskedTime, { clock, start }: CaptureTimes, date: number | null): MomentIn {
  if (clock === null) return { problem: "its lines have no times: record it with -tt or -ttt" };
  if (asked.kind === "start") return { at: (start ?? 0) + asked.seconds };
  if (clock === "relative") {
    return { problem: "its times count from its first line (-r): write a time such as +2.5s" };
  }
  if (asked.kind === "day") return { at: onDayOf(start ?? 0, asked.seconds) };
  if (clock === "epoch") return { at: asked.kind === "epoch" ? asked.seconds : asked.day * DAY + asked.seconds };
  if (asked.kind === "epoch" || asked.isUtc) {
    return { problem: "its times are those of a clock on the wall, in a zone that it does not say: write 14:02:10" };
  }
  if (date === null) {
    return { problem: "its times have no date (-t, -tt): say on which day it begins with --date 2026-12-01" };
  }
  return { at: (asked.day - date) * DAY + asked.seconds };
}

/** A time of day, on the day of `start` or on the next one. */
function onDayOf(start: number, seconds: number): number {
  const at = Math.floor(start / DAY) * DAY + seconds;
  return at < start - DAY / 2 ? at + DAY : at;
}
