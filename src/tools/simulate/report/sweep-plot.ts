import { type ChartFrame, chartAxis, chartColumns, chartRows } from "../../../core/text/chart.js";
import type { Page } from "../../../core/text/page.js";
import type { Policy } from "../parameters.js";
import type { Fate } from "../sweep.js";
import { rateText } from "./sweep-text.js";

const FRAME: ChartFrame = { height: 8, labelWidth: 12 };

/** How many reader speeds a plot on this page shows. */
export function sweepColumns({ width }: Page): number {
  return chartColumns(width, FRAME);
}

/** Accepted body bytes over the speed of the reader, on a logarithmic scale; `fates` has one entry for each column. */
export function sweepPlot(
  fates: readonly { readonly rate: number; readonly fate: Fate }[],
  policy: Policy,
  { paint }: Page,
): string {
  const [first, last] = [fates[0], fates.at(-1)];
  if (!first || !last) return "";
  const most = Math.max(1, ...fates.map(({ fate }) => fate.declared));
  const rows = chartRows([fates.map(({ fate }) => fate.accepted)], most, FRAME);
  const title = `${paint.strong("sent")}: body bytes accepted under ${policy}, by the reader's speed`;
  const axis = chartAxis(rateText(first.rate), rateText(last.rate), fates.length, FRAME);
  return `${[title, ...rows, axis].join("\n")}\n\n`;
}
