import type { StoryRecord } from "../../../core/story/story.js";

/** So many times as long as until the end of the stream a chart may be, to show when the socket was closed. */
const STRETCH = 2;

/** When and by what a side of the stream ended, on the axis of a chart. */
export interface ChartEnd {
  readonly at: number;
  readonly name: string;
  /** True if it is beyond the right end of the chart. */
  readonly isLater: boolean;
}

/** A story on the axes of a chart: times count from its first call. */
export interface ChartStory {
  readonly origin: number;
  /** The right end. */
  readonly last: number;
  readonly at: readonly number[];
  readonly accepted: readonly (number | null)[];
  readonly declared: readonly (number | null)[];
  readonly peak: number;
  /** The most that was declared; null if nothing was. */
  readonly length: number | null;
  readonly refused: readonly number[];
  readonly ends: readonly ChartEnd[];
  readonly hasTimes: boolean;
}

/** Null if no byte of a body was accepted: there is nothing to draw. */
export function chartStory(story: StoryRecord): ChartStory | null {
  const { samples, calls, hasTimes, shut, over } = story;
  if (samples.every(({ accepted }) => accepted === 0)) return null;
  const origin = Math.min(calls[0]?.at ?? Infinity, samples[0]?.at ?? Infinity);
  const newest = (samples.at(-1)?.at ?? origin) - origin;
  const ended = Math.max(newest, (shut?.at ?? over?.at ?? origin) - origin, ...story.refused.map((at) => at - origin));
  const close = over ? over.at - origin : 0;
  const last = over && close <= STRETCH * ended ? Math.max(ended, close) : ended;
  const known = samples.flatMap(({ declared }) => declared ?? []);
  const length = known.length > 0 ? Math.max(...known) : null;
  const first = { at: origin, accepted: 0, declared: null };
  const points = [...((samples[0]?.at ?? 0) > origin ? [first] : []), ...samples];
  const at = points.map((sample) => sample.at - origin);
  const accepted = points.map((sample) => sample.accepted);
  if (last > (at.at(-1) ?? 0)) {
    at.push(last);
    accepted.push(accepted.at(-1) ?? 0);
  }
  const ends = [shut, over].flatMap((end) => {
    if (!end) return [];
    const when = end.at - origin;
    return [{ at: when, name: end.name, isLater: when > last }];
  });
  return {
    origin,
    last: last > 0 ? last : 1,
    at,
    accepted,
    declared: at.map(() => length),
    peak: Math.max(...samples.map((sample) => sample.accepted)),
    length,
    refused: story.refused.map((each) => each - origin),
    ends,
    hasTimes,
  };
}
