import { byteScale } from "./byte-scale.js";
import { drawAxes } from "./chart-axes.js";
import { type ChartColors, chartColors, drawMarks } from "./chart-marks.js";
import type { ChartStory } from "./chart-story.js";
import { type ChartSize, PlotArea } from "./plot-area.js";

const FONT = "px system-ui, sans-serif";
/** Pixels of the page. */
const FONT_SIZE = 12;
/** The chart ends a little later than its story. */
const BEYOND = 1.02;

/** A chart in an element. */
export interface AcceptedChart {
  readonly canvas: HTMLCanvasElement;
  resize(size: ChartSize): void;
  /** Draws again: the colours of the page may be others now. */
  redraw(): void;
  /** Puts the cursor at a time; null takes it away. */
  pointAt(at: number | null): void;
  destroy(): void;
}

/**
 * Draws accepted bytes against time below a line at the declared length.
 *
 * @param onPoint hears at which time the mouse is; null when it leaves
 */
export function acceptedChart(
  element: HTMLElement,
  story: ChartStory,
  size: ChartSize,
  onPoint: (at: number | null) => void,
): AcceptedChart {
  const scale = byteScale(story.peak, story.length);
  const plot = new PlotArea(element, story.last * BEYOND, scale, size, onPoint);
  const redraw = (): void => {
    const { canvas, context, ratio } = plot;
    const colors = chartColors(element);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.font = `${FONT_SIZE * ratio}${FONT}`;
    drawAxes(plot, story, scale, colors);
    drawLines(plot, story, colors);
    drawMarks(plot, story, scale, colors);
  };
  redraw();
  return {
    canvas: plot.canvas,
    redraw,
    resize: (next) => {
      plot.resize(next);
      redraw();
    },
    pointAt: (at) => plot.pointAt(at),
    destroy: () => plot.destroy(),
  };
}

/** What was accepted stays until more is; what was declared is the same all the time. */
function drawLines(plot: PlotArea, { at, accepted, length }: ChartStory, colors: ChartColors): void {
  const { context, ratio } = plot;
  context.strokeStyle = colors.accepted;
  context.lineWidth = 2 * ratio;
  context.lineJoin = "round";
  context.beginPath();
  for (const [index, bytes] of accepted.entries()) {
    const [x, y] = [plot.x(at[index] ?? 0), plot.y(bytes)];
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, plot.y(accepted[index - 1] ?? 0));
    context.lineTo(x, y);
  }
  context.stroke();
  if (length === null) return;
  context.strokeStyle = colors.lost;
  context.lineWidth = 1.5 * ratio;
  context.setLineDash([6 * ratio, 4 * ratio]);
  context.beginPath();
  context.moveTo(plot.x(at[0] ?? 0), plot.y(length));
  context.lineTo(plot.x(at.at(-1) ?? 0), plot.y(length));
  context.stroke();
  context.setLineDash([]);
}
