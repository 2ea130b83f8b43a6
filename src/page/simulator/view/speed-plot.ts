import uPlot from "uplot";
import { readColors } from "../../style/read-colors.js";
import { FASTEST, SLOWEST } from "../model/scale.js";
import { drawLost, drawNames, drawSpeeds, PLOT_COLORS, type ShownCurve } from "./speed-plot-marks.js";

/** Pixels of the page: of the chart, which the slider covers, and of the speeds below it. */
const HEIGHT = 160;
const SPEEDS_HEIGHT = 24;
/** The middle of the slider's thumb is so far from the sides, at most. */
const SIDE = 8;

/** A chart in an element. */
export interface SpeedPlot {
  show(curve: ShownCurve): void;
  resize(width: number): void;
  /** Draws again: the colours of the page may be others now. */
  redraw(): void;
  destroy(): void;
}

/** Draws which share arrives against the speed of the reader, which has an even step for each power of ten. */
export function speedPlot(element: HTMLElement, width: number): SpeedPlot {
  let colors = readColors(element, PLOT_COLORS);
  let shown: ShownCurve = { points: [], own: undefined };
  const speeds: number[] = [];
  for (let speed = SLOWEST; speed <= FASTEST; speed *= 10) speeds.push(speed);
  const plot = new uPlot(
    {
      width,
      height: HEIGHT + SPEEDS_HEIGHT,
      padding: [0, SIDE, 0, SIDE],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, distr: 3, range: [SLOWEST, FASTEST] }, y: { range: [0, 1] } },
      axes: [{ size: SPEEDS_HEIGHT, grid: { show: false }, ticks: { show: false }, values: () => [] }, { show: false }],
      series: [
        {},
        { stroke: () => colors.edge, width: 2, fill: () => colors.arrives, fillTo: () => 0, points: { show: false } },
      ],
      hooks: {
        drawClear: [(drawn) => drawLost(drawn, shown, colors)],
        draw: [
          (drawn) => {
            drawNames(drawn, shown, colors);
            drawSpeeds(drawn, speeds, colors);
          },
        ],
      },
    },
    [[], []],
    element,
  );
  return {
    show: (curve) => {
      shown = curve;
      plot.setData([curve.points.map(({ rate }) => rate), curve.points.map(({ share }) => share)]);
    },
    resize: (wide) => plot.setSize({ width: wide, height: HEIGHT + SPEEDS_HEIGHT }),
    redraw: () => {
      colors = readColors(element, PLOT_COLORS);
      plot.redraw();
    },
    destroy: () => plot.destroy(),
  };
}
