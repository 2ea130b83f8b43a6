import type { Palette } from "../../../core/text/colors.js";
import { forTerminal } from "../../../core/text/escape.js";
import type { Page } from "../../../core/text/page.js";
import { grouped } from "../../../core/text/quantities.js";
import { paintedTable, type TableCell, tableWidth } from "../../../core/text/table.js";
import { wrap } from "../../../core/text/wrap.js";
import type { ComparedRow, SideComparison } from "../comparison.js";
import type { SideTally } from "../tally.js";
import { failedOf, lostOf, targetName } from "./sentences.js";

const MOST_ROWS = 20;
/** A target in fewer columns cannot be recognized. */
const LEAST_NAME = 16;
const GAP = 2;

const CHANGES: Readonly<Record<ComparedRow["change"], readonly [text: string, color: keyof Palette]>> = {
  better: ["better", "good"],
  equal: ["equal", "faint"],
  worse: ["worse", "error"],
  unproven: ["unproven", "warning"],
  "only-before": ["only before", "note"],
  "only-after": ["only after", "note"],
};

const HEADS = ["failed", "", "", "lost bytes", "", "", ""];

/** One line for each target, or two on a narrow page. Those that lost most come first. */
export function targetsText({ rows, others }: SideComparison, page: Page): string[] {
  const shown = rows.slice(0, MOST_ROWS);
  const more = rows.length - shown.length;
  const lines = aligned(others ? [...shown, others] : shown, page);
  if (more <= 0) return lines;
  return [
    ...lines,
    page.paint.faint(wrap(`${grouped(more)} more targets: --format json lists them all`, page.width, "  ")),
  ];
}

function aligned(rows: readonly ComparedRow[], page: Page): string[] {
  const { width, paint } = page;
  const figures: (readonly TableCell[])[] = [
    HEADS.map((text) => ({ text, color: "faint" as const })),
    ...rows.map(cellsOf),
  ];
  const room = width - tableWidth(figures) - GAP;
  if (room < LEAST_NAME) return rows.flatMap((row) => stacked(row, page));
  const names = rows.map(nameOf);
  const above = names.map((name) => (name.length > room ? [name] : []));
  const cells: TableCell[] = [
    { text: "target", color: "faint" },
    ...names.map((name) => ({ text: name.length > room ? "" : name })),
  ];
  const lines = figures.map((others, index) => [cells[index] ?? { text: "" }, ...others]);
  const [head = "", ...texts] = paintedTable(lines, new Set([1, 3, 4, 6]), paint);
  return [head, ...texts.flatMap((text, index) => [...(above[index] ?? []), text])];
}

/** Never shortened: a name that has no room beside its figures stands above them. */
function nameOf(row: ComparedRow): string {
  return forTerminal(targetName(row));
}

function cellsOf({ before, after, change }: ComparedRow): TableCell[] {
  const [text, color] = CHANGES[change];
  const arrow: TableCell = { text: "->", color: "faint" };
  return [failed(before), arrow, failed(after), lost(before), arrow, lost(after), { text, color }];
}

function stacked(row: ComparedRow, { width, paint }: Page): string[] {
  const [was, , is] = cellsOf(row).map(({ text, color }) => (color ? paint[color](text) : text));
  const [text, color] = CHANGES[row.change];
  return [nameOf(row), `  ${wrap(`${was} -> ${is} failed, ${paint[color](text)}`, width - 2, "    ")}`];
}

function failed(tally: SideTally | null): TableCell {
  return { text: failedOf(tally), color: tally && tally.failed > 0 ? "error" : undefined };
}

function lost(tally: SideTally | null): TableCell {
  return { text: lostOf(tally), color: tally && tally.lostBytes + tally.unknownLosses > 0 ? "error" : undefined };
}
