import { duration } from "../../../core/text/duration.js";
import { roundStep, roundTicks } from "../../../core/text/ticks.js";
import type { ByteScale } from "./byte-scale.js";
import type { ChartColors } from "./chart-marks.js";
import type { ChartStory } from "./chart-story.js";
import type { PlotArea } from "./plot-area.js";

/** Pixels of the page that a label of the time needs. */
const APART = 80;
/** Pixels of the page. */
const TICK = 5;
const SPACE = 4;

/** Draws the grid, and what stands beside it: bytes at the left, times below. */
export function drawAxes(plot: PlotArea, story: ChartStory, scale: ByteScale, colors: ChartColors): void {
  const { context, box, ratio } = plot;
  const [right, bottom] = [box.left + box.width, box.top + box.height];
  const [tick, space] = [TICK * ratio, (TICK + SPACE) * ratio];
  context.strokeStyle = colors.line;
  context.fillStyle = colors.quiet;
  context.lineWidth = ratio;
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const at of timeTicks(story, box.width / ratio / APART)) {
    const x = plot.x(at);
    line(context, x, box.top, x, bottom + tick);
    context.fillText(timeLabel(at, story), x, bottom + space);
  }
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const bytes of scale.ticks) {
    const y = plot.y(bytes);
    line(context, box.left - tick, y, right, y);
    context.fillText(scale.label(bytes), box.left - space, y);
  }
}

function timeTicks({ last, hasTimes }: ChartStory, most: number): readonly number[] {
  const step = roundStep(last, most);
  return roundTicks(last, hasTimes ? step : Math.max(1, step)); // there is no half a call
}

function line(context: CanvasRenderingContext2D, fromX: number, fromY: number, toX: number, toY: number): void {
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
  context.stroke();
}

/** `20.3 ms`; without times the count of calls. */
export function timeLabel(at: number, { hasTimes }: Pick<ChartStory, "hasTimes">): string {
  if (!hasTimes) return `${Math.round(at)}`;
  return at === 0 ? "0" : duration(at);
}
