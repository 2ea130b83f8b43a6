import { useMemo } from "preact/hooks";
import type { StoryCall, StoryRecord } from "../../../core/story/story.js";
import { chartStory } from "../chart/chart-story.js";
import { ChartView } from "../chart/chart-view.js";
import { timeLabel } from "../chart/time-label.js";
import type { CountedWords } from "../text/counted-words.js";
import { useChoice } from "../use-page.js";
import { CallsList } from "./calls-list.js";

interface StoryViewProps {
  readonly story: StoryRecord;
  readonly title: string;
  /** What its numbers are of, if they are not those of the response alone; null if they are. */
  readonly note: string | null;
  readonly proving: ReadonlySet<number>;
}

/** The chart of a response with its calls beside it: what is pointed at in one is marked in the other. */
export function StoryView({ story, title, note, proving }: StoryViewProps) {
  const chart = useMemo(() => chartStory(story), [story]);
  const [pointedNow, setPointed] = useChoice<number | null>(null);
  const pointed = pointedNow();
  const { calls } = story;
  const call = pointed === null ? undefined : calls[pointed];
  const onChart = (at: number | null): void => {
    setPointed(at === null || !chart ? null : nearestCall(calls, at + chart.origin));
  };
  const at = call && chart ? call.at - chart.origin : null;
  return (
    <div class={chart ? "story" : "story alone"}>
      {note !== null && <p class="story-note">{note}</p>}
      {!story.isWhole && <p class="story-note">So far: this connection is still open, and more calls may follow.</p>}
      {chart && (
        <section aria-labelledby="chart-title">
          <h2 id="chart-title">{chart.words.title}</h2>
          <ChartView story={chart} title={title} pointed={at} onPoint={onChart} />
          <p class="pointed-at">
            {call && at !== null ? `${timeLabel(at, chart)}: ${callWords(call, chart.words)}` : " "}
          </p>
        </section>
      )}
      <CallsList calls={calls} pointed={pointedNow} onPoint={setPointed} proving={proving} />
    </div>
  );
}

/** `writev asked 14,900,108, took 219,264; 219,156 body bytes accepted so far` */
function callWords({ cells: { call, asked, took, accepted } }: StoryCall, words: CountedWords): string {
  const parts = [asked && `asked ${asked}`, took && `took ${took}`].filter(Boolean).join(", ");
  return `${call} ${parts}${accepted === "" ? "" : `; ${accepted} ${words.soFar}`}`;
}

/** The index of the call whose time is nearest. */
function nearestCall(calls: StoryRecord["calls"], at: number): number | null {
  let nearest: number | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const [index, call] of calls.entries()) {
    const apart = Math.abs(call.at - at);
    if (apart > distance) continue;
    nearest = index;
    distance = apart;
  }
  return nearest;
}
