import { UnflushedError } from "../../errors.js";
import type { CaptureTimes } from "../strace/capture-clock.js";
import type { AskedTime } from "./asked-time.js";
import type { Asked, TimeWindow } from "./filter.js";
import { momentIn } from "./moment-in.js";

/** What an error calls the times that were asked for, and what is known besides the capture. */
export interface AskedWindow extends Pick<Asked, "since" | "until"> {
  /** As the user wrote them. */
  readonly sinceText?: string | undefined;
  readonly untilText?: string | undefined;
  /** The day on which captures of `-t` and `-tt` begin, counted from 1970; null if nobody has said it. */
  readonly day: number | null;
}

/** When nothing is asked of time. */
export const ALWAYS: TimeWindow = { since: null, until: null };

/**
 * The times that were asked for, on the clock of one capture.
 *
 * @param name what the user calls the capture
 * @throws UnflushedError (`time-unknown`) if its clock cannot say them
 */
export function windowIn(
  { since, until, sinceText = "", untilText = "", day }: AskedWindow,
  times: CaptureTimes,
  name: string,
): TimeWindow {
  const find = (option: string, asked: AskedTime | undefined): number | null => {
    if (asked === undefined) return null;
    const found = momentIn(asked, times, day);
    if ("at" in found) return found.at;
    throw new UnflushedError("time-unknown", `${name} cannot answer ${option}, because ${found.problem}`);
  };
  return { since: find(`--since ${sinceText}`, since), until: find(`--until ${untilText}`, until) };
}
