import type { AcceptedSample, AcceptedSamples } from "../../story/samples.js";
import { chartColumns, chartMargin, chartRows } from "../../text/chart.js";
import type { Palette } from "../../text/colors.js";
import type { Page } from "../../text/page.js";
import { type ByteAxis, byteAxis } from "./byte-axis.js";
import { lanes } from "./lanes.js";
import { legend } from "./legend.js";
import { type PlotSymbols, plotSymbols } from "./symbols.js";
import { type TimeAxis, timeAxis } from "./time-axis.js";

/** Columns at the left: `refused write`. */
const LABEL = 13;
const MARGIN = chartMargin({ labelWidth: LABEL });
/** So many times as long as until the end of the stream the plot may be, to show when the socket was closed. */
const STRETCH = 2;

/**
 * Draws accepted bytes over time below a line at the declared length, with a legend above and the marks of refused
 * writes and of the ends of the stream below. Empty if no byte of a body was accepted.
 *
 * @param since what the times count from, such as `10:29:47.713`; null if no clock shows it
 */
export function acceptedPlot(samples: AcceptedSamples, since: string | null, page: Page): string[] {
  const { all } = samples;
  const [first, newest] = [all[0], all.at(-1)];
  if (!first || !newest) return [];
  const symbols = plotSymbols(page.unicode);
  const columns = chartColumns(page.width, { labelWidth: LABEL });
  const time = timeAxis(first.at, lastOf(samples, first.at, newest.at), columns, samples.hasTimes);
  const shown = resample(all, time);
  const peak = Math.max(...all.map(({ accepted }) => accepted));
  const declared = all.flatMap((sample) => sample.declared ?? []);
  const bytes = byteAxis(peak, declared.length > 0 ? Math.max(...declared) : null);
  const caption = samples.hasTimes ? `time since ${since ?? "the connection opened"}` : "calls on the connection";
  const blank = " ".repeat(MARGIN - 1);
  return [
    ...legend(samples, time, bytes.gap !== null, symbols, page),
    ...chart(shown, bytes, symbols, page.paint),
    ...lanes(samples, time, LABEL, symbols, page.paint),
    ...time.rows(symbols).map((row) => (blank + row).trimEnd()),
    page.paint.faint(`${blank} ${caption}`),
  ];
}

/** The right end of the plot: the end of the stream, and that of the socket if it came soon after. */
function lastOf({ shut, over }: AcceptedSamples, first: number, newest: number): number {
  const ended = Math.max(newest, shut?.at ?? over?.at ?? newest);
  return over && over.at - first <= STRETCH * (ended - first) ? Math.max(ended, over.at) : ended;
}

/**
 * A step function: the newest sample up to half a column before each column, and after the last. asciichart draws a step in the
 * column before its value, so it stands in the column that is nearest to its time, as the marks do.
 */
function resample(samples: readonly AcceptedSample[], time: TimeAxis): AcceptedSample[] {
  const shown: AcceptedSample[] = [];
  let next = 0;
  for (let column = 0; column <= time.columns; column++) {
    const isLast = column === time.columns;
    const until = time.at(column - 0.5);
    while (next + 1 < samples.length && (isLast || (samples[next + 1] as AcceptedSample).at <= until)) next++;
    shown.push(samples[next] as AcceptedSample);
  }
  return shown;
}

/** The two lines, one over the other, with the axis of bytes. */
function chart(shown: readonly AcceptedSample[], bytes: ByteAxis, symbols: PlotSymbols, paint: Palette): string[] {
  const head = shown.findIndex(({ declared }) => declared !== null); // its line begins at the axis
  const rows = shown.map(({ accepted, declared }, column) => {
    return bytes.rowsOf(accepted, column < head ? (shown[head]?.declared ?? null) : declared);
  });
  const drawn = (line: readonly number[], drawnWith: readonly string[]): string[] =>
    chartRows([line], bytes.top, {
      height: bytes.top,
      labelWidth: LABEL,
      label: (row) => bytes.labels.get(Math.round(row)) ?? "",
      symbols: drawnWith,
    });
  const accepted = drawn(
    rows.map((row) => row.accepted),
    symbols.accepted,
  );
  const declared = drawn(
    rows.map((row) => row.declared),
    symbols.declared,
  );
  return accepted.map((line, at) => {
    const row = bytes.top - at;
    const label = line.slice(0, MARGIN - 1).padEnd(MARGIN - 1);
    if (row === bytes.gap) return `${label}${paint.faint(symbols.gap.repeat(shown.length))}`;
    const side = bytes.labels.has(row) ? symbols.sideTick : symbols.side;
    return (label + side + overlaid(line.slice(MARGIN), (declared[at] ?? "").slice(MARGIN), paint)).trimEnd();
  });
}

/** One line of text over another, which is faint. */
function overlaid(above: string, below: string, paint: Palette): string {
  const cells = Array.from({ length: Math.max(above.length, below.length) }, (_, column) => {
    const isAbove = (above[column] ?? " ") !== " ";
    return { text: (isAbove ? above : below)[column] ?? " ", isAbove };
  });
  let painted = "";
  for (let from = 0; from < cells.length; ) {
    const { isAbove } = cells[from] as (typeof cells)[number];
    let to = from;
    while (cells[to]?.isAbove === isAbove) to++;
    const text = cells
      .slice(from, to)
      .map((cell) => cell.text)
      .join("");
    painted += isAbove || text.trim() === "" ? text : paint.faint(text);
    from = to;
  }
  return painted;
}
