const DAY = 86_400;

/** What the seconds of a time count from (`CaptureClock`). */
type Clock = "epoch" | "day" | "relative";

/**
 * A time of a capture as a clock on a wall shows it: `2026-12-01 14:02:10.123` (in UTC if the seconds count from 1970), `14:02:10.123` when
 * the date is not known, with `+1d` after midnight; `+2.500 s` if the seconds count from the first line; `-` if the time is not known.
 *
 * @param date the day from which the seconds of a `day` clock count, itself counted from 1970; null if it is not known
 */
export function wallClock(seconds: number | null, clock: Clock | null, date: number | null): string {
  if (seconds === null || clock === null) return "-";
  if (clock === "relative") return `+${seconds.toFixed(3)} s`;
  if (clock === "epoch") return dated(seconds);
  if (date !== null) return dated(date * DAY + seconds);
  const days = Math.floor(seconds / DAY);
  return timeOf(dated(seconds)) + (days > 0 ? ` +${days}d` : "");
}

/** Seconds since 1970, to a thousandth that has begun: a time is never shown later than it was. */
function dated(seconds: number): string {
  const milliseconds = Math.floor(seconds * 1000 + 1e-3); // 0.123 s may be stored as a little less
  return new Date(milliseconds).toISOString().replace("T", " ").slice(0, -1);
}

function timeOf(text: string): string {
  return text.slice(text.indexOf(" ") + 1);
}
