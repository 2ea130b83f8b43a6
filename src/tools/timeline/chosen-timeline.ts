import type { Timeline } from "../../core/timeline/timeline.js";
import { TimelineRows } from "./timeline-rows.js";

/**
 * Of the timelines of a capture, the one that is worth a page: the only one that carried responses or, if none did, the
 * only one there is. Of the timelines that are over it holds two at most.
 */
export class ChosenTimeline {
  readonly rows = new TimelineRows();
  #carrier: Timeline | null = null;
  #silent: Timeline | null = null;

  take(timeline: Timeline): void {
    this.rows.take(timeline);
    if (timeline.responses.count > 0) this.#carrier = this.rows.carriers === 1 ? timeline : null;
    else this.#silent = this.rows.silent === 1 ? timeline : null;
  }

  /** Null if there are several that might be meant, or none. */
  get timeline(): Timeline | null {
    return this.rows.carriers > 0 ? this.#carrier : this.#silent;
  }
}
