import type { PathTally } from "../../../core/formats/paths/path-tally.js";
import { hopName, originName } from "../../../core/formats/paths/tally-lines.js";
import type { Page } from "../../../core/text/page.js";
import { grouped } from "../../../core/text/quantities.js";
import { paintedTable, type TableCell, tableWidth } from "../../../core/text/table.js";
import { wrap } from "../../../core/text/wrap.js";

/** So many servers are listed. */
const MOST = 20;

interface CountedName {
  readonly name: string;
  readonly counts: readonly number[];
}

/** Where the losses begin, and which servers passed short responses on or hid them: a paragraph each, none if there is nothing to say. */
export function serverTables(tally: PathTally, page: Page): string[] {
  const origins = tally.origins.map((each) => ({
    name: originName(each),
    counts: [each.losses, each.passedOn, each.hidden],
  }));
  const hops = tally.hops.map((each) => ({ name: hopName(each), counts: [each.passedOn, each.hidden] }));
  return [
    ...countTable("losses begin at", ["losses", "passed on", "hidden"], origins, page),
    ...countTable("short responses came to", ["passed on", "hidden"], hops, page),
  ];
}

function countTable(
  title: string,
  heads: readonly string[],
  rows: readonly CountedName[],
  { width, paint }: Page,
): string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, MOST);
  const cells: TableCell[][] = [
    [title, ...heads].map((text) => ({ text, color: "strong" as const })),
    ...shown.map(({ name, counts }) => [{ text: name }, ...counts.map((count) => ({ text: grouped(count) }))]),
  ];
  const more = rows.length > MOST ? [paint.faint(`${grouped(rows.length - MOST)} more (--format json has them)`)] : [];
  if (tableWidth(cells) <= width) {
    const right = new Set(heads.map((_, at) => at + 1));
    return [[...paintedTable(cells, right, paint), ...more].join("\n")];
  }
  const lines = shown.map(({ name, counts }) => {
    const said = heads.map((head, at) => `${head} ${grouped(counts[at] ?? 0)}`);
    return wrap(`${name}: ${said.join(", ")}`, width, "  ");
  });
  return [[paint.strong(title), ...lines, ...more].join("\n")];
}
