import { type ChartFrame, chartAxis, chartColumns, chartRows } from "../../../core/text/chart.js";
import type { Page } from "../../../core/text/page.js";
import type { Policy } from "../parameters.js";
import type { Delivery } from "../sweep.js";
import { rateText } from "./sweep-text.js";

const FRAME: ChartFrame = { height: 8, labelWidth: 12 };

/** How many reader speeds a plot on this page shows. */
export function sweepColumns({ width }: Page): number {
  return chartColumns(width, FRAME);
}

/** Plots accepted body bytes by the speed of the reader, on a logarithmic axis; one delivery for each column. */
export function sweepPlot(
  deliveries: readonly { readonly rate: number; readonly delivery: Delivery }[],
  policy: Policy,
  { paint, unicode }: Page,
): string {
  const [first, last] = [deliveries[0], deliveries.at(-1)];
  if (!first || !last) return "";
  const most = Math.max(1, ...deliveries.map(({ delivery }) => delivery.declared));
  const rows = chartRows([deliveries.map(({ delivery }) => delivery.accepted)], most, { ...FRAME, unicode });
  const title = `${paint.strong("sent")}: body bytes accepted under ${policy}, by the reader's speed`;
  const axis = chartAxis(rateText(first.rate), rateText(last.rate), deliveries.length, FRAME);
  return `${[title, ...rows, axis].join("\n")}\n\n`;
}
