import uPlot from "uplot";
import { byteScale } from "./byte-scale.js";
import { chartImage, saveImage } from "./chart-image.js";
import { chartColors, drawMarks } from "./chart-marks.js";
import type { ChartStory } from "./chart-story.js";
import { timeLabel } from "./time-label.js";

/** A chart in an element. */
export interface AcceptedChart {
  resize(width: number, height: number): void;
  /** Draws again: the colours of the page may be others now. */
  redraw(): void;
  /** Puts the cursor at a time; null takes it away. */
  pointAt(at: number | null): void;
  /** Hands the user an image of it, with lines of text above. Nothing happens if the browser cannot make one. */
  save(lines: readonly string[], name: string): Promise<void>;
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
  size: { readonly width: number; readonly height: number },
  onPoint: (at: number | null) => void,
): AcceptedChart {
  const scale = byteScale(story.peak, story.length);
  let colors = chartColors(element);
  let isOurs = false;
  const axis: uPlot.Axis = {
    stroke: () => colors.quiet,
    font: "12px system-ui, sans-serif",
    grid: { stroke: () => colors.line, width: 1 },
    ticks: { stroke: () => colors.line, width: 1, size: 5 },
  };
  const plot = new uPlot(
    {
      ...size,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false, setScale: false }, points: { show: false } },
      scales: {
        x: { time: false, range: [0, story.last * 1.02] },
        y: { range: [0, scale.max], distr: 100, fwd: scale.forth, bwd: scale.back },
      },
      axes: [
        { ...axis, space: 80, size: 32, values: (_, splits) => splits.map((at) => timeLabel(at, story)) },
        {
          ...axis,
          size: 74,
          splits: () => [...scale.ticks],
          filter: (_, splits) => splits,
          values: (_, splits) => splits.map(scale.label),
        },
      ],
      series: [
        {},
        {
          stroke: () => colors.accepted,
          width: 2,
          paths: uPlot.paths.stepped?.({ align: 1 }) ?? (() => null),
          points: { show: false },
        },
        { stroke: () => colors.lost, width: 1.5, dash: [6, 4], points: { show: false } },
      ],
      hooks: {
        draw: [(drawn) => drawMarks(drawn, story, scale, colors)],
        setCursor: [
          (drawn) => {
            if (isOurs) return;
            const { left = -1 } = drawn.cursor;
            onPoint(left < 0 ? null : drawn.posToVal(left, "x"));
          },
        ],
      },
    },
    [story.at, story.accepted, story.declared] as unknown as uPlot.AlignedData,
    element,
  );
  return {
    resize: (width, height) => plot.setSize({ width, height }),
    redraw: () => {
      colors = chartColors(element);
      plot.redraw();
    },
    pointAt: (at) => {
      isOurs = true;
      const left = at === null ? -10 : plot.valToPos(at, "x");
      plot.setCursor({ left, top: at === null ? -10 : 5 });
      isOurs = false;
    },
    save: async (lines, name) => {
      const image = await chartImage(plot.ctx.canvas, lines, chartColors(element));
      if (image) saveImage(image, name);
    },
    destroy: () => plot.destroy(),
  };
}
