import type { CaptureClock } from "../../text/wall-clock.js";

/** What the times of a capture's packets are. */
export interface PacketClock {
  /** Null if the capture has no times. */
  readonly clock: CaptureClock | null;
  /** The day on which a capture with times of the day began, as `YYYY-MM-DD`; null if it is not known. */
  readonly date: string | null;
}

/** 2^63: later times are none. */
const LAST = 2n ** 63n;
const SECONDS_OF_DATE = 1000;

/**
 * When something happened, in nanoseconds since 1970. strace prints microseconds. A capture without times has a microsecond for each line.
 *
 * @param time seconds on the capture's clock; null if it has none
 */
export function packetTime(time: number | null, line: number, { clock, date }: PacketClock): bigint {
  const counted = time === null || clock === null ? line / 1e6 : time + (clock === "day" ? midnight(date) : 0);
  const microseconds = Math.round(counted * 1e6);
  if (!Number.isFinite(microseconds) || microseconds < 0) return 0n;
  const nanoseconds = BigInt(microseconds) * 1000n;
  return nanoseconds < LAST ? nanoseconds : LAST;
}

/** What these times mean, in a sentence. */
export function clockSentence({ clock, date }: PacketClock): string {
  if (clock === null) return "The capture has no times: each line is a microsecond after the one before it.";
  if (clock === "epoch") return "Times are those of the capture.";
  if (clock === "relative") return "Times count from the first line of the capture, here 1970-01-01.";
  const day = date === null ? "1970-01-01, because its date is not known (--date)" : date;
  return `Times are times of the day at the machine that recorded; the day is ${day}.`;
}

function midnight(date: string | null): number {
  const parsed = date === null ? 0 : Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(parsed) ? 0 : parsed / SECONDS_OF_DATE;
}
