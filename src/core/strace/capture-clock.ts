import type { CaptureClock } from "../text/wall-clock.js";

/** What the times of a capture are, and where they begin. */
export interface CaptureTimes {
  /** Null if the capture has no times. */
  readonly clock: CaptureClock | null;
  /** Seconds of its first line that has a time; null if none has. */
  readonly start: number | null;
}

/** The clock of a capture that was recorded with these options of strace (`CaptureFacts.recordedWith`); null without times. */
export function clockOf(recordedWith: readonly string[]): CaptureClock | null {
  if (recordedWith.includes("-ttt")) return "epoch";
  if (recordedWith.includes("-tt") || recordedWith.includes("-t")) return "day";
  return recordedWith.includes("-r") ? "relative" : null;
}
