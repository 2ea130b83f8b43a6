import { useEffect, useRef } from "preact/hooks";
import { grouped } from "../../../core/text/quantities.js";
import { useIsPrinting } from "../use-page.js";
import type { AcceptedChart } from "./accepted-chart.js";
import { byteScale } from "./byte-scale.js";
import type { ChartStory } from "./chart-story.js";
import { fitPlace } from "./fit-place.js";
import { timeLabel } from "./time-label.js";
import { useDrawing } from "./use-drawing.js";

const HEIGHT = 320;
/** Pixels of the width of a page of A4, with margins, at 96 dpi. */
const PAPER_WIDTH = 660;

interface ChartViewProps {
  readonly story: ChartStory;
  /** What the chart is about; escaped. */
  readonly title: string;
  /** The time that is pointed at, on the axis of the chart; null for none. */
  readonly pointed: number | null;
  readonly onPoint: (at: number | null) => void;
}

/** The chart of a response, what its lines and marks mean, and the button that saves it. */
export function ChartView({ story, title, pointed, onPoint }: ChartViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<AcceptedChart | null>(null);
  const heard = useRef(onPoint);
  heard.current = onPoint;
  const isPrinting = useIsPrinting();
  const drawing = useDrawing();
  useEffect(() => {
    const element = place.current;
    if (!element || drawing === null || typeof drawing === "string") return;
    const widthOf = (): number => Math.max(200, element.clientWidth);
    const made = drawing.acceptedChart(element, story, { width: widthOf(), height: HEIGHT }, (at) => heard.current(at));
    chart.current = made;
    const release = fitPlace(element, { resize: () => made.resize(widthOf(), HEIGHT), redraw: made.redraw });
    return () => {
      release();
      made.destroy();
      chart.current = null;
    };
  }, [story, drawing]);
  useEffect(() => {
    if (isPrinting) chart.current?.resize(Math.min(PAPER_WIDTH, place.current?.clientWidth ?? PAPER_WIDTH), HEIGHT);
    chart.current?.redraw();
  }, [isPrinting]);
  useEffect(() => chart.current?.pointAt(pointed), [pointed]);
  const save = async (): Promise<void> => {
    await chart.current?.save([title, ...legendOf(story)], "unflushed-chart.png");
  };
  return (
    <figure class="chart">
      <div class="plot" ref={place} role="img" aria-label={`${story.words.title}: ${legendOf(story).join("; ")}`} />
      <figcaption>
        {typeof drawing === "string" && <p class="none">{drawing}</p>}
        <ul class="legend">
          {legendParts(story).map(([kind, text]) => (
            <li key={text} class={kind}>
              {text}
            </li>
          ))}
        </ul>
        <button type="button" class="control" onClick={() => void save()}>
          Save as PNG
        </button>
      </figcaption>
    </figure>
  );
}

type LegendKind = "accepted" | "declared" | "gap" | "refused" | "end";

function legendOf(story: ChartStory): string[] {
  return legendParts(story).map(([, text]) => text);
}

/** What the lines and the marks of a chart mean, as far as it has them. */
function legendParts(story: ChartStory): (readonly [kind: LegendKind, text: string])[] {
  const { peak, length, refused, ends, words } = story;
  const when = ({ at, name, isLater }: ChartStory["ends"][number]): string =>
    `${name} at ${timeLabel(at, story)}${isLater ? ", later than the chart" : ""}`;
  return [
    ["accepted", `${words.accepted} ${grouped(peak)}`],
    ...(length === null ? [] : [["declared", `${words.declared} ${grouped(length)}`] as const]),
    ...(byteScale(peak, length).gap ? [["gap", "the axis has a break"] as const] : []),
    ...(refused.length > 0 ? [["refused", `write refused, or a part of it: ${grouped(refused.length)}`] as const] : []),
    ...ends.map((end) => ["end", when(end)] as const),
  ];
}
