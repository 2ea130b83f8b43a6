import { plot } from "asciichart";
import { grouped } from "./quantities.js";

/** Columns that asciichart puts between a label and the first column of the line: a space and the axis. */
const GUTTER = 2;
const WIDEST = 100;
const NARROWEST = 10;

/** What is around the lines of a chart. */
export interface ChartFrame {
  /** Rows above the zero line; asciichart would take one row for each unit of the values. */
  readonly height: number;
  /** Columns of the labels at the left. */
  readonly labelWidth: number;
  /** The text of a label; a whole number with grouped digits by default. */
  readonly label?: (value: number) => string;
  /** False if the lines are drawn in ASCII. */
  readonly unicode?: boolean;
}

/** What asciichart draws with, in its order, for a page without the characters that it would take. */
const ASCII = ["+", "|", "-", "-", "-", "`", ".", ".", "'", "|"];

/**
 * Draws each series as a line from 0 to `max`, or to its highest value. Returns the rows from the top down, without
 * trailing spaces; no rows if there are no values. asciichart throws on an empty series, on NaN and on Infinity: NaN is
 * drawn as 0, Infinity as `max`.
 */
export function chartRows(series: readonly (readonly number[])[], max: number, frame: ChartFrame): string[] {
  const { height, labelWidth, label = wholeNumber, unicode = true } = frame;
  const top = max > 0 && Number.isFinite(max) ? max : 1;
  const lines = series.filter((values) => values.length > 0).map((values) => values.map((each) => finite(each, top)));
  if (lines.length === 0) return [];
  const format = (value: number): string => label(value).padStart(labelWidth);
  const config = { height, min: 0, max: top, format, ...(unicode ? {} : { symbols: ASCII }) };
  const rows = plot(lines, config).split("\n");
  return rows.map((row) => row.trimEnd());
}

/** How many values of a series fit on a page of `width` columns. */
export function chartColumns(width: number, { labelWidth }: ChartFrame): number {
  return Math.max(NARROWEST, Math.min(WIDEST, width - chartMargin({ labelWidth }) - 1));
}

/** The columns at the left of a chart: its labels and its axis. */
export function chartMargin({ labelWidth }: Pick<ChartFrame, "labelWidth">): number {
  return labelWidth + GUTTER;
}

/** The row below a chart of `columns` columns, with a text below its first column and one that ends below its last. */
export function chartAxis(first: string, last: string, columns: number, frame: ChartFrame): string {
  const end = last.padStart(Math.max(last.length + 1, columns - first.length));
  return (" ".repeat(chartMargin(frame)) + first + end).trimEnd();
}

/** The row below a chart that points to a place in it: `share` is 0 at its first column and 1 at its last. */
export function chartMarker(name: string, share: number, columns: number, frame: ChartFrame): string {
  const column = chartMargin(frame) + Math.round(share * (columns - 1));
  const hasRoom = column > name.length;
  return hasRoom ? `${name} ^`.padStart(column + 1) : `${"^".padStart(column + 1)} ${name}`;
}

function wholeNumber(value: number): string {
  return grouped(Math.round(value));
}

function finite(value: number, top: number): number {
  if (Number.isFinite(value)) return value;
  return value > 0 ? top : 0;
}
