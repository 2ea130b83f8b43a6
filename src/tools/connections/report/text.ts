import type { Page } from "../../../core/text/page.js";
import type { ConnectionRow } from "../row.js";
import { FIRST_HEADS, firstCells, type ListFacts, RIGHT, SECOND_HEADS, secondCells } from "./cells.js";

const GAP = "  ";
const INDENT = "  ";

/**
 * A list of connections: a line each, below a head; if that is too wide, two lines each. No name, no address and no target is shortened: a
 * line that still is too wide goes on below.
 */
export function* connectionLines(rows: readonly ConnectionRow[], facts: ListFacts, page: Page): Generator<string> {
  const { width, paint } = page;
  const first = new Columns(FIRST_HEADS, RIGHT);
  const second = new Columns(SECOND_HEADS, new Set());
  for (const row of rows) {
    first.measure(firstCells(row, facts));
    second.measure(secondCells(row, facts));
  }
  const isOneLine = first.width + GAP.length + second.width <= width;
  const lineOf = (cells: readonly string[], others: readonly string[]): string => {
    if (isOneLine) return (first.aligned(cells) + GAP + second.aligned(others)).trimEnd();
    const shown = second.shown(others);
    const below = folded(second.width + INDENT.length <= width ? [second.aligned(others)] : shown, width, INDENT);
    return `${first.width <= width ? first.aligned(cells).trimEnd() : folded(cells, width, "")}\n${below}`;
  };
  yield lineOf(FIRST_HEADS, SECOND_HEADS).split("\n").map(paint.strong).join("\n");
  for (const row of rows) {
    const line = lineOf(firstCells(row, facts), secondCells(row, facts));
    const truncated = `${row.countOf("truncated")} truncated`;
    yield line.replace(truncated, paint.error); // no cell before that of the verdicts holds a name
  }
}

/** Cells next to each other, two spaces apart, on as many lines as it takes. None is cut. */
function folded(cells: readonly string[], width: number, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const cell of cells.flatMap((each) => parts(each, width - 2 * INDENT.length))) {
    if (line !== "" && line.length + GAP.length + cell.length > width) {
      lines.push(line);
      line = "";
    }
    if (line === "") line = (lines.length === 0 ? indent : indent + INDENT) + cell;
    else line += GAP + cell;
  }
  return [...lines, line.trimEnd()].join("\n");
}

/** A cell that is wider than a line comes in parts. */
function parts(cell: string, width: number): string[] {
  return cell.length > width ? cell.split(" ") : [cell];
}

/** Columns of text, as wide as their widest cell. Those that are empty in each row are left out. */
class Columns {
  readonly #widths: number[];

  constructor(
    private readonly heads: readonly string[],
    private readonly right: ReadonlySet<number>,
  ) {
    this.#widths = heads.map(() => 0);
  }

  measure(cells: readonly string[]): void {
    for (const [column, { length }] of cells.entries()) {
      if (length > (this.#widths[column] ?? 0)) this.#widths[column] = length;
    }
  }

  get width(): number {
    const widths = this.#columns.map((column) => this.#width(column) + GAP.length);
    return widths.reduce((sum, width) => sum + width, -GAP.length);
  }

  /** The cells of the columns that are shown. */
  shown(cells: readonly string[]): string[] {
    return this.#columns.map((column) => cells[column] ?? "");
  }

  aligned(cells: readonly string[]): string {
    const padded = this.#columns.map((column) => {
      const cell = cells[column] ?? "";
      return this.right.has(column) ? cell.padStart(this.#width(column)) : cell.padEnd(this.#width(column));
    });
    return padded.join(GAP);
  }

  get #columns(): number[] {
    return [...this.heads.keys()].filter((column) => (this.#widths[column] ?? 0) > 0);
  }

  #width(column: number): number {
    return Math.max(this.#widths[column] ?? 0, this.heads[column]?.length ?? 0);
  }
}
