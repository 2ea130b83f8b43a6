import type { CaptureClock } from "../text/wall-clock.js";

export type { CaptureClock };

/** The clock of a capture that was recorded with these options of strace (`CaptureFacts.recordedWith`); null without times. */
export function clockOf(recordedWith: readonly string[]): CaptureClock | null {
  if (recordedWith.includes("-ttt")) return "epoch";
  if (recordedWith.includes("-tt") || recordedWith.includes("-t")) return "day";
  return recordedWith.includes("-r") ? "relative" : null;
}
