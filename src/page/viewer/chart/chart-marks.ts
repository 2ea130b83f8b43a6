import type { ByteScale } from "./byte-scale.js";
import type { ChartStory } from "./chart-story.js";
import type { PlotArea } from "./plot-area.js";

/** Colours of a chart, as the page has them now. */
export interface ChartColors {
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly accepted: string;
  readonly lost: string;
}

/** Pixels of the page. */
const CROSS = 4;
const LABEL_HEIGHT = 16;

/** Reads the colours from the tokens of the page: they differ in the dark, and on paper. */
export function chartColors(element: Element): ChartColors {
  const probe = document.createElement("span");
  element.append(probe);
  const read = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colors = {
    paper: read("--paper"),
    ink: read("--ink"),
    quiet: read("--quiet"),
    line: read("--line"),
    accepted: read("--accepted"),
    lost: read("--lost"),
  };
  probe.remove();
  return colors;
}

/** Draws what is no line: the break of the axis, refused writes, and the ends of the stream with their names. */
export function drawMarks(plot: PlotArea, story: ChartStory, scale: ByteScale, colors: ChartColors): void {
  plot.context.lineWidth = plot.ratio;
  if (scale.gap) drawBreak(plot, scale.gap, colors);
  for (const at of story.refused) drawCross(plot, at, acceptedAt(story, at), colors);
  let row = 0;
  for (const end of story.ends.filter(({ isLater }) => !isLater)) drawEnd(plot, end, row++, colors);
}

function acceptedAt({ at, accepted }: ChartStory, when: number): number {
  const index = at.findLastIndex((each) => each <= when);
  return accepted[Math.max(0, index)] ?? 0;
}

/** Two wavy lines across the chart. */
function drawBreak(plot: PlotArea, [from, to]: readonly [number, number], colors: ChartColors): void {
  const { context, box, ratio } = plot;
  const middle = (plot.y(from) + plot.y(to)) / 2;
  context.fillStyle = colors.paper;
  context.fillRect(box.left - 4 * ratio, middle - 4 * ratio, box.width + 8 * ratio, 8 * ratio);
  context.strokeStyle = colors.quiet;
  for (const shift of [-4, 4]) {
    context.beginPath();
    for (let x = -4 * ratio; x <= box.width + 4 * ratio; x += ratio) {
      const y = middle + shift * ratio + Math.sin(x / (4 * ratio)) * 2 * ratio;
      if (x === -4 * ratio) context.moveTo(box.left + x, y);
      else context.lineTo(box.left + x, y);
    }
    context.stroke();
  }
}

function drawCross(plot: PlotArea, at: number, bytes: number, colors: ChartColors): void {
  const { context, ratio } = plot;
  const [x, y] = [plot.x(at), plot.y(bytes)];
  const size = CROSS * ratio;
  context.strokeStyle = colors.lost;
  context.lineWidth = 2 * ratio;
  context.beginPath();
  context.moveTo(x - size, y - size);
  context.lineTo(x + size, y + size);
  context.moveTo(x - size, y + size);
  context.lineTo(x + size, y - size);
  context.stroke();
  context.lineWidth = ratio;
}

/** A line from the top to the bottom, with its name beside it, at the bottom: there the other lines mostly are not, once a stream ends. */
function drawEnd(plot: PlotArea, { at, name }: ChartStory["ends"][number], row: number, colors: ChartColors): void {
  const { context, box, ratio } = plot;
  const x = plot.x(at);
  context.strokeStyle = colors.ink;
  context.setLineDash(row === 0 ? [] : [2 * ratio, 3 * ratio]);
  context.beginPath();
  context.moveTo(x, box.top);
  context.lineTo(x, box.top + box.height);
  context.stroke();
  context.setLineDash([]);
  const width = context.measureText(name).width;
  const isLeft = x - box.left > width + 12 * ratio;
  const left = isLeft ? x - width - 6 * ratio : x + 6 * ratio;
  const base = box.top + box.height - (10 + row * LABEL_HEIGHT) * ratio;
  context.fillStyle = colors.paper;
  context.fillRect(left - 2 * ratio, base - 11 * ratio, width + 4 * ratio, 14 * ratio);
  context.fillStyle = colors.ink;
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  context.fillText(name, left, base);
}
