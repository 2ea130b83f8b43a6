import type { Palette } from "./colors.js";

const GAP = 2;

/** One cell of a table; the colour takes no column. */
export interface TableCell {
  readonly text: string;
  readonly color?: keyof Palette | undefined;
}

/** Lays out rows as `paintedTable` does, without colours. */
export function table(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string[] {
  return aligned(
    rows.map((row) => row.map((text) => ({ text }))),
    right,
    ({ text }) => text,
  );
}

/**
 * Lays out rows as aligned columns, two spaces apart. Columns that are empty in every row take no room.
 *
 * @param right numbers of the columns that are flushed right, from 0
 * @returns one line for each row, without trailing spaces
 */
export function paintedTable(
  rows: readonly (readonly TableCell[])[],
  right: ReadonlySet<number>,
  paint: Palette,
): string[] {
  return aligned(rows, right, ({ text, color }) => (color && text !== "" ? paint[color](text) : text));
}

/** The columns that the widest line of such a table takes. */
export function tableWidth(rows: readonly (readonly TableCell[])[]): number {
  const widths = widthsOf(rows).filter((width) => width > 0);
  return widths.reduce((sum, width) => sum + width, 0) + GAP * Math.max(0, widths.length - 1);
}

function aligned(
  rows: readonly (readonly TableCell[])[],
  right: ReadonlySet<number>,
  painted: (cell: TableCell) => string,
): string[] {
  const widths = widthsOf(rows);
  return rows.map((row) =>
    row
      .flatMap((cell, column) => {
        const width = widths[column] ?? 0;
        if (width === 0) return [];
        const padding = " ".repeat(width - cell.text.length);
        return [right.has(column) ? padding + painted(cell) : painted(cell) + padding];
      })
      .join(" ".repeat(GAP))
      .trimEnd(),
  );
}

function widthsOf(rows: readonly (readonly TableCell[])[]): number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => row[column]?.text.length ?? 0)),
  );
}
