import type uPlot from "uplot";
import type { ByteScale } from "./byte-scale.js";
import type { ChartStory } from "./chart-story.js";

/** Colours of a chart, as the page has them now. */
export interface ChartColors {
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly accepted: string;
  readonly lost: string;
}

const FONT = "12px system-ui, sans-serif";
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
export function drawMarks(plot: uPlot, story: ChartStory, scale: ByteScale, colors: ChartColors): void {
  const { ctx } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.setLineDash([]); // the declared line was dashed
  ctx.lineWidth = ratio;
  ctx.font = FONT.replace("12", String(12 * ratio));
  if (scale.gap) drawBreak(plot, scale.gap, colors, ratio);
  for (const at of story.refused) drawCross(plot, at, acceptedAt(story, at), colors, ratio);
  let row = 0;
  for (const end of story.ends.filter(({ isLater }) => !isLater)) drawEnd(plot, end, row++, colors, ratio);
  ctx.restore();
}

function acceptedAt({ at, accepted }: ChartStory, when: number): number {
  const index = at.findLastIndex((each) => each <= when);
  return accepted[Math.max(0, index)] ?? 0;
}

/** Two wavy lines across the chart. */
function drawBreak(plot: uPlot, [from, to]: readonly [number, number], colors: ChartColors, ratio: number): void {
  const { ctx, bbox } = plot;
  const middle = (plot.valToPos(from, "y", true) + plot.valToPos(to, "y", true)) / 2;
  ctx.fillStyle = colors.paper;
  ctx.fillRect(bbox.left - 4 * ratio, middle - 4 * ratio, bbox.width + 8 * ratio, 8 * ratio);
  ctx.strokeStyle = colors.quiet;
  for (const shift of [-4, 4]) {
    ctx.beginPath();
    for (let x = -4 * ratio; x <= bbox.width + 4 * ratio; x += ratio) {
      const y = middle + shift * ratio + Math.sin(x / (4 * ratio)) * 2 * ratio;
      if (x === -4 * ratio) ctx.moveTo(bbox.left + x, y);
      else ctx.lineTo(bbox.left + x, y);
    }
    ctx.stroke();
  }
}

function drawCross(plot: uPlot, at: number, bytes: number, colors: ChartColors, ratio: number): void {
  const { ctx } = plot;
  const [x, y] = [plot.valToPos(at, "x", true), plot.valToPos(bytes, "y", true)];
  const size = CROSS * ratio;
  ctx.strokeStyle = colors.lost;
  ctx.lineWidth = 2 * ratio;
  ctx.beginPath();
  ctx.moveTo(x - size, y - size);
  ctx.lineTo(x + size, y + size);
  ctx.moveTo(x - size, y + size);
  ctx.lineTo(x + size, y - size);
  ctx.stroke();
  ctx.lineWidth = ratio;
}

/** A line from the top to the bottom, with its name beside it, at the bottom: there the other lines mostly are not, once a stream ends. */
function drawEnd(
  plot: uPlot,
  { at, name }: ChartStory["ends"][number],
  row: number,
  colors: ChartColors,
  ratio: number,
): void {
  const { ctx, bbox } = plot;
  const x = plot.valToPos(at, "x", true);
  ctx.strokeStyle = colors.ink;
  ctx.setLineDash(row === 0 ? [] : [2 * ratio, 3 * ratio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.setLineDash([]);
  const width = ctx.measureText(name).width;
  const isLeft = x - bbox.left > width + 12 * ratio;
  const left = isLeft ? x - width - 6 * ratio : x + 6 * ratio;
  const base = bbox.top + bbox.height - (10 + row * LABEL_HEIGHT) * ratio;
  ctx.fillStyle = colors.paper;
  ctx.fillRect(left - 2 * ratio, base - 11 * ratio, width + 4 * ratio, 14 * ratio);
  ctx.fillStyle = colors.ink;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.fillText(name, left, base);
}
