import type { Summary } from "../../analysis/model.js";
import { forTerminal } from "../../text/escape.js";
import type { Page } from "../../text/page.js";
import { grouped } from "../../text/quantities.js";
import { table } from "../../text/table.js";
import { deliveredPlot } from "../delivered-plot.js";
import { hasLosses, type LossRow, type LossTable, lossTables } from "../loss-tables.js";

const MOST_ROWS = 5;
/** Columns that a name gets before a column of counts is left out. */
const LEAST_NAME = 20;
const GAP = 2;

type Column = (row: LossRow) => string;
/** From the one that is missed least to the one that is missed most. */
const COUNTS: readonly (readonly [head: string | null, cell: Column])[] = [
  [null, ({ responses }) => grouped(responses)],
  ["truncated", ({ truncated }) => grouped(truncated)],
  ["unknown loss", ({ lostUnknown }) => grouped(lostUnknown)],
  ["lost bytes", ({ lostBytes }) => grouped(lostBytes)],
];
const UNKNOWN = 2;

/** What several captures lost by rule, server, status and size of the body; empty if they lost nothing. */
export function lossText(summary: Summary, page: Page): string {
  if (!hasLosses(summary)) return "";
  const tables = lossTables(summary, MOST_ROWS);
  const plot = deliveredPlot(summary.bodySizes, page);
  return [...tableTexts(tables, summary.lostUnknown > 0, page), plot].filter((text) => text !== "").join("\n\n");
}

/** The tables, all in the same columns. */
function tableTexts(tables: readonly LossTable[], hasUnknown: boolean, { width, paint }: Page): string[] {
  const wanted = COUNTS.filter((_, index) => hasUnknown || index !== UNKNOWN);
  const rows = tables.flatMap(({ by, unit, rows: inside }) => [
    [`lost by ${by}`, ...wanted.map(([head]) => head ?? unit)],
    ...inside.map((row) => [row.name, ...wanted.map(([, cell]) => cell(row))]),
  ]);
  const lines = fitted(rows, width, new Set(wanted.map((_, index) => index + 1)));
  let next = 0;
  return tables.map(({ rows: { length } }) => {
    const [head = "", ...others] = lines.slice(next, next + length + 1);
    next += length + 1;
    return [paint.strong(head), ...others].join("\n");
  });
}

/**
 * Lays out the rows in one table. A page that is too narrow lacks the first columns of counts; a name for which there is
 * no room all the same stands above its counts, whole.
 */
function fitted(rows: readonly (readonly string[])[], width: number, right: ReadonlySet<number>): string[] {
  for (let dropped = 0; ; dropped++) {
    const counts = rows.map(([, ...cells]) => cells.slice(dropped));
    const room = width - columnsOf(counts);
    if (room < LEAST_NAME && (counts[0]?.length ?? 0) > 1) continue;
    const names = rows.map(([name = ""]) => forTerminal(name));
    const isApart = names.map((name) => name.length > Math.max(LEAST_NAME, room));
    const lines = table(
      names.map((name, index) => [isApart[index] ? "" : name, ...(counts[index] ?? [])]),
      right,
    );
    return lines.map((line, index) => (isApart[index] ? `${names[index]}\n${line}` : line));
  }
}

function columnsOf(rows: readonly (readonly string[])[]): number {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return widths.reduce((sum, each) => sum + each + GAP, 0);
}
