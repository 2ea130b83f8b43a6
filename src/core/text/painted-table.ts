import type { Palette } from "./colors.js";

export interface Cell {
  readonly text: string;
  readonly color?: keyof Palette | undefined;
}

export type Line = readonly Cell[];

/** Columns that the widest line of an aligned table takes. */
export function widthOf(rows: readonly Line[]): number {
  const widths = widthsOf(rows).filter((width) => width > 0);
  return widths.reduce((sum, width) => sum + width, 0) + 2 * Math.max(0, widths.length - 1);
}

/** Rows as aligned columns, two spaces apart, each cell in its colour; columns in `right` are flushed right. */
export function paintedTable(rows: readonly Line[], right: ReadonlySet<number>, paint: Palette): string[] {
  const widths = widthsOf(rows);
  return rows.map((row) =>
    row
      .flatMap(({ text, color }, column) => {
        const width = widths[column] ?? 0;
        if (width === 0) return [];
        const gap = " ".repeat(width - text.length);
        const painted = color && text !== "" ? paint[color](text) : text;
        return [right.has(column) ? gap + painted : painted + gap];
      })
      .join("  ")
      .trimEnd(),
  );
}

function widthsOf(rows: readonly Line[]): number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => row[column]?.text.length ?? 0)),
  );
}
