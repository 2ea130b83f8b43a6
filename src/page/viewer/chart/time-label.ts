import { duration } from "../../../core/text/duration.js";
import type { ChartStory } from "./chart-story.js";

/** `+20.3 ms`; without times the count of calls. */
export function timeLabel(at: number, { hasTimes }: Pick<ChartStory, "hasTimes">): string {
  if (!hasTimes) return `${Math.round(at)}`;
  return at === 0 ? "0" : duration(at);
}
