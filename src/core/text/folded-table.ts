import { wrap } from "./wrap.js";

/** Columns between two cells: two or, if a row then takes fewer lines, one. */
const [WIDE, NARROW] = [2, 1];
/** Where text that holds a path may be broken: after two spaces. */
const APART = /(?<= {2})(?=\S)/;

/** How a table is folded on a page that is too narrow for its rows. */
export interface Folding {
  /** Numbers of the columns that are flushed right, from 0. */
  readonly right: ReadonlySet<number>;
  /** Columns of the page. */
  readonly width: number;
  /** Columns in front of a continuation line. */
  readonly indent: number;
  /** True if the last cell may be broken between all words; false if only at two spaces, because it may hold a path or a command. */
  readonly isProse: boolean;
  /** The column with which a continuation line begins, if the columns do not all stand side by side. */
  readonly foldsAt?: number;
}

/**
 * Lays out rows as aligned columns, as `table` does, but never wider than the page: columns that do not fit stand on
 * continuation lines. The last cell of a row is free text: it has no column of its own, and stands after the others if
 * there is room. Nothing is cut off or left out; only a single cell that is wider than the page sticks out of it.
 *
 * @returns the lines of each row, without trailing spaces
 */
export function foldedTable(rows: readonly (readonly string[])[], folding: Folding): string[][] {
  const wide = laidOut(rows, folding, WIDE);
  const narrow = laidOut(rows, folding, NARROW);
  const isBetter = narrow.areWhole && narrow.lines.flat().length < wide.lines.flat().length;
  return (isBetter ? narrow : wide).lines;
}

/** The lines of each row, and whether all columns stand side by side. */
interface Layout {
  readonly lines: string[][];
  readonly areWhole: boolean;
}

function laidOut(rows: readonly (readonly string[])[], folding: Folding, gap: number): Layout {
  const count = Math.max(0, ...rows.map((row) => row.length)) - 1;
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const groups = groupsOf(widths, folding, gap);
  const folded = rows.map((row) => {
    const lines = groups.map(({ columns, start }) => {
      const cells = columns.map((column) => {
        const [text, width] = [row[column] ?? "", widths[column] ?? 0];
        return folding.right.has(column) ? text.padStart(width) : text.padEnd(width);
      });
      return " ".repeat(start) + cells.join(" ".repeat(gap));
    });
    const shown = lines.filter((line, at) => at === 0 || line.trim() !== "");
    return withRemark(shown, row[count] ?? "", folding, gap).map((line) => line.trimEnd());
  });
  return { lines: folded, areWhole: groups.length === 1 };
}

/** Columns that stand side by side, and the column of the page in which the first one begins. */
interface Group {
  readonly columns: readonly number[];
  readonly start: number;
}

/** Which columns stand on which line. Those of a continuation line end where those of the first line end, if they can. */
function groupsOf(widths: readonly number[], { width, indent, foldsAt }: Folding, gap: number): Group[] {
  const groups: number[][] = [[]];
  const widthOf = (columns: readonly number[]): number =>
    columns.reduce((sum, column) => sum + (widths[column] ?? 0) + gap, -gap);
  const all = widths.flatMap((wide, column) => (wide > 0 ? [column] : []));
  const isFolded = widthOf(all) > width;
  for (const [column, wide] of widths.entries()) {
    if (wide === 0) continue; // an empty column takes no room
    const current = groups.at(-1) as number[];
    const start = groups.length > 1 ? indent : 0;
    const isFull = start + widthOf([...current, column]) > width || (isFolded && column === foldsAt);
    if (current.length > 0 && isFull) groups.push([column]);
    else current.push(column);
  }
  const first = widthOf(groups[0] ?? []);
  return groups.map((columns, at) => ({ columns, start: at === 0 ? 0 : Math.max(indent, first - widthOf(columns)) }));
}

/** The remark stands after the last line or, if the line's last cells are empty, at its end; else on lines of its own. */
function withRemark(lines: readonly string[], remark: string, folding: Folding, gap: number): string[] {
  const { width, indent, isProse } = folding;
  const last = lines.at(-1) ?? "";
  if (remark === "") return [...lines];
  if (last.length + gap + remark.length <= width) return [...lines.slice(0, -1), last + " ".repeat(gap) + remark];
  const text = last.trimEnd();
  if (isProse && text.length + gap + remark.length <= width) {
    return [...lines.slice(0, -1), text + remark.padStart(width - text.length)];
  }
  const room = " ".repeat(indent);
  if (isProse)
    return [
      ...lines,
      ...wrap(remark, width - indent, "")
        .split("\n")
        .map((line) => room + line),
    ];
  const folded = [...lines.slice(0, -1), last + " ".repeat(gap)];
  for (const part of remark.split(APART)) {
    const line = folded.at(-1) ?? "";
    if (line.length + part.trimEnd().length <= width) folded[folded.length - 1] = line + part;
    else folded.push(room + part);
  }
  return folded;
}
