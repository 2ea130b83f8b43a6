import type { Asked, TimeWindow } from "../../../core/filter/filter.js";
import { momentIn } from "../../../core/filter/moment-in.js";
import type { CaptureTimes } from "../../../core/strace/capture-clock.js";
import type { ShownConnection } from "./shown-connection.js";

/** No time is in it. */
const NEVER: TimeWindow = { since: Number.POSITIVE_INFINITY, until: null };

/** The times that a filter asks for, on the clock of each capture. */
export class AskedTimes {
  readonly #windows = new Map<number, TimeWindow>();
  /** Why a capture cannot say such a time; empty if all can. */
  problem = "";

  /** @param day on which captures with times of the day begin, counted from 1970; null if nobody has said it */
  constructor(
    private readonly asked: Pick<Asked, "since" | "until">,
    connections: readonly ShownConnection[],
    private readonly day: number | null,
  ) {
    const { since, until } = asked;
    if (since === undefined && until === undefined) return;
    for (const [capture, times] of timesOf(connections)) this.#windows.set(capture, this.#windowIn(times));
  }

  windowIn(capture: number): TimeWindow {
    return this.#windows.get(capture) ?? { since: null, until: null };
  }

  #windowIn(times: CaptureTimes): TimeWindow {
    const window: { since: number | null; until: number | null } = { since: null, until: null };
    for (const end of ["since", "until"] as const) {
      const asked = this.asked[end];
      if (!asked) continue;
      const found = momentIn(asked, times, this.day);
      if ("problem" in found) {
        this.problem = `a capture cannot answer ${end}, because ${found.problem}`;
        return NEVER;
      }
      window[end] = found.at;
    }
    return window;
  }
}

/** A stream does not say when a capture begins: for the viewer it begins with its first connection. */
function timesOf(connections: readonly ShownConnection[]): Map<number, CaptureTimes> {
  const times = new Map<number, CaptureTimes>();
  for (const { capture, record } of connections) {
    if (!record) continue;
    const { time } = record.opened;
    const start = times.get(capture)?.start ?? null;
    times.set(capture, { clock: record.clock, start: start === null ? time : Math.min(start, time ?? start) });
  }
  return times;
}
