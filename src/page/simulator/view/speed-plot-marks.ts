import type uPlot from "uplot";
import { rateText } from "../../../tools/simulate/report/sweep-text.js";
import type { Threshold } from "../../../tools/simulate/sweep.js";
import type { Curve } from "../model/curve.js";

/** What is drawn: the curve, as far as it is computed, and the threshold of its policy. */
export interface ShownCurve {
  readonly points: Curve["points"];
  readonly own: Threshold | undefined;
}

/** Colours by what they stand for. */
export const PLOT_COLORS = {
  paper: "var(--paper)",
  ink: "var(--ink)",
  quiet: "var(--quiet)",
  edge: "var(--complete)",
  arrives: "color-mix(in srgb, var(--complete) 30%, var(--paper))",
  lost: "color-mix(in srgb, var(--lost) 10%, var(--paper))",
  hatch: "color-mix(in srgb, var(--lost) 55%, var(--paper))",
};
export type PlotColors = Readonly<Record<keyof typeof PLOT_COLORS, string>>;

/** Pixels of the page. */
const HATCH = 14;
const NAME_HEIGHT = 13;
/** A part of the chart is named if at least so much of the height is there. */
const ROOM = 0.2;

type AlignAt = readonly [align: CanvasTextAlign, x: number];

/** Hatches all that is lost: the curve covers what arrives. */
export function drawLost({ ctx, bbox, valToPos }: uPlot, { points }: ShownCurve, colors: PlotColors): void {
  const last = points.at(-1);
  if (!last || points.length < 2) return;
  const ratio = devicePixelRatio;
  const width = valToPos(last.rate, "x", true) - bbox.left;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, width, bbox.height);
  ctx.clip();
  ctx.fillStyle = colors.lost;
  ctx.fillRect(bbox.left, bbox.top, width, bbox.height);
  ctx.strokeStyle = colors.hatch;
  ctx.lineWidth = 2 * ratio;
  ctx.beginPath();
  for (let x = bbox.left - bbox.height; x < bbox.left + width; x += HATCH * ratio) {
    ctx.moveTo(x, bbox.top + bbox.height);
    ctx.lineTo(x + bbox.height, bbox.top);
  }
  ctx.stroke();
  ctx.restore();
}

/** Draws the threshold, and names it and the two parts of the chart. */
export function drawNames(plot: uPlot, { points, own }: ShownCurve, colors: PlotColors): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const edge = 8 * ratio;
  const right = bbox.left + bbox.width;
  ctx.save();
  ctx.lineJoin = "round";
  if (Math.min(1, ...points.map(({ share }) => share)) < 1 - ROOM) {
    drawName(plot, "lost", ["left", bbox.left + edge], bbox.top + 24 * ratio, ["italic", colors.quiet], colors);
  }
  if (points.at(-1)?.share === 1) {
    const base = bbox.top + bbox.height - 10 * ratio;
    drawName(plot, "arrives", ["right", right - edge], base, ["italic", colors.quiet], colors);
  }
  const from = own?.cutAt == null ? null : own.wholeFrom;
  if (from !== null) {
    const x = plot.valToPos(from, "x", true);
    ctx.strokeStyle = colors.ink;
    ctx.lineWidth = 1.5 * ratio;
    ctx.setLineDash([5 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.setLineDash([]);
    const isLate = x - bbox.left > bbox.width * 0.6;
    const place: AlignAt = isLate ? ["right", x - 6 * ratio] : ["left", x + 6 * ratio];
    drawName(plot, `whole from ${rateText(from)}`, place, bbox.top + 24 * ratio, ["bold", colors.ink], colors);
  }
  ctx.restore();
}

/** The speeds below the chart: the first and the last one stay within it. */
export function drawSpeeds(plot: uPlot, speeds: readonly number[], colors: PlotColors): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = `${12 * ratio}px system-ui, sans-serif`;
  ctx.fillStyle = colors.quiet;
  ctx.textBaseline = "top";
  for (const [index, speed] of speeds.entries()) {
    ctx.textAlign = index === 0 ? "left" : index === speeds.length - 1 ? "right" : "center";
    ctx.fillText(rateText(speed), plot.valToPos(speed, "x", true), bbox.top + bbox.height + 6 * ratio);
  }
  ctx.restore();
}

/** A word with a margin of paper, so that it can be read over lines. */
function drawName(
  { ctx }: uPlot,
  text: string,
  [align, x]: AlignAt,
  base: number,
  [style, color]: readonly [style: string, color: string],
  { paper }: PlotColors,
): void {
  ctx.font = `${style} ${NAME_HEIGHT * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textAlign = align;
  ctx.textBaseline = "alphabetic";
  ctx.strokeStyle = paper;
  ctx.lineWidth = 4 * devicePixelRatio;
  ctx.strokeText(text, x, base);
  ctx.fillStyle = color;
  ctx.fillText(text, x, base);
}
