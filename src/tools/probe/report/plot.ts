import { type ChartFrame, chartAxis, chartColumns, chartRows } from "../../../core/text/chart.js";
import type { Page } from "../../../core/text/page.js";
import type { ProbeOutcome } from "../outcome.js";

const FRAME: ChartFrame = { height: 8, labelWidth: 14 };

/**
 * Plots received and declared bytes of each request, left to right, at most as wide as the page. If there are more
 * requests than columns, a column shows the request that lacks most. Empty if no declared byte is missing.
 */
export function receivedPlot(
  outcomes: readonly ProbeOutcome[],
  { width, unicode }: Pick<Page, "width" | "unicode">,
): string {
  const judged = outcomes.filter(({ declaredBytes }) => declaredBytes !== null && declaredBytes > 0);
  if (judged.every(({ receivedBytes, declaredBytes }) => receivedBytes >= (declaredBytes ?? 0))) return "";
  const room = chartColumns(width, FRAME);
  const columns = judged.length > room ? room : judged.length * Math.max(1, Math.floor(room / judged.length));
  const shown = Array.from({ length: columns }, (_, column) => worstOf(judged, column, columns));
  const declared = shown.map((outcome) => outcome?.declaredBytes ?? 0);
  const received = shown.map((outcome) => outcome?.receivedBytes ?? 0);
  const rows = chartRows([declared, received], Math.max(...declared, ...received), { ...FRAME, unicode });
  const last = judged.length > 1 ? String(judged.at(-1)?.number) : "";
  return [...rows, chartAxis(`request ${judged[0]?.number}`, last, columns, FRAME)].join("\n");
}

function worstOf(judged: readonly ProbeOutcome[], column: number, columns: number): ProbeOutcome | undefined {
  const from = Math.floor((column * judged.length) / columns);
  const to = Math.max(from + 1, Math.floor(((column + 1) * judged.length) / columns));
  return judged.slice(from, to).reduce((worst, each) => (shareOf(each) < shareOf(worst) ? each : worst));
}

function shareOf({ receivedBytes, declaredBytes }: ProbeOutcome): number {
  return receivedBytes / (declaredBytes ?? 1);
}
