/** Rows as aligned columns, two spaces apart; columns in `right` are flushed right, empty columns vanish. */
export function table(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .flatMap((cell, column) => {
        const width = widths[column] ?? 0;
        if (width === 0) return [];
        return [right.has(column) ? cell.padStart(width) : cell.padEnd(width)];
      })
      .join("  ")
      .trimEnd(),
  );
}
