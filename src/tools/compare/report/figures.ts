import type { Palette } from "../../../core/text/colors.js";
import { duration } from "../../../core/text/duration.js";
import type { Page } from "../../../core/text/page.js";
import { grouped } from "../../../core/text/quantities.js";
import { paintedTable, type TableCell, tableWidth } from "../../../core/text/table.js";
import { wrap } from "../../../core/text/wrap.js";
import type { SideComparison } from "../comparison.js";
import type { TimeSpread } from "../distribution.js";
import type { ComparedSide } from "../side.js";
import type { SideTally } from "../tally.js";
import { lostOf, percent } from "./sentences.js";

/** A figure of both sides. A figure with empty cells is the title of those below it. */
interface Figure {
  readonly label: string;
  readonly before: TableCell;
  readonly after: TableCell;
}

type Color = keyof Palette;

/** The figures of all responses: side by side, or one below the other if the page is too narrow. */
export function figuresText(comparison: SideComparison, { width, paint }: Page): string[] {
  const figures = figuresOf(comparison);
  const heads: readonly TableCell[] = [
    { text: "" },
    { text: "before", color: "faint" },
    { text: "after", color: "faint" },
  ];
  const rows = [heads, ...figures.map(({ label, before, after }) => [{ text: label }, before, after])];
  if (tableWidth(rows) <= width) return paintedTable(rows, new Set([1, 2]), paint);
  return figures.map(({ label, before, after }) => {
    if (before.text + after.text === "") return label;
    const [was, is] = [before, after].map(({ text, color }) => (color ? paint[color](text) : text));
    const indent = label.startsWith(" ") ? "  " : "";
    return indent + wrap(`${label.trim()}: ${was} -> ${is}`, width - indent.length, "    ");
  });
}

function figuresOf({ before, after }: SideComparison): Figure[] {
  const count = (label: string, of: (tally: SideTally) => number, color?: Color): Figure =>
    figure(label, before.total, after.total, (tally) => plain(of(tally), color));
  const met = (row: Figure): Figure[] => (row.before.text === "0" && row.after.text === "0" ? [] : [row]);
  const loss = (text: (tally: SideTally) => string) => (tally: SideTally) => ({
    text: text(tally),
    color: tally.lostBytes + tally.unknownLosses > 0 ? ("error" as const) : undefined,
  });
  return [
    count("responses", ({ responses }) => responses),
    count("  complete", ({ verdicts }) => verdicts.complete, "good"),
    count("  truncated", ({ verdicts }) => verdicts.truncated, "error"),
    ...met(count("  overrun", ({ verdicts }) => verdicts.overrun, "error")),
    ...met(count("  reset by its close", ({ resets }) => resets, "error")),
    ...met(count("  aborted by the peer", ({ verdicts }) => verdicts["aborted-by-peer"], "note")),
    ...met(count("  still in flight", ({ verdicts }) => verdicts["in-flight"], "note")),
    ...met(count("  undetermined", ({ undetermined }) => undetermined, "warning")),
    ...met(count("  short from another hop", ({ echoes }) => echoes, "note")),
    ...met(count("stalled among them", ({ stalled }) => stalled, "error")),
    figure("lost bytes", before.total, after.total, loss(lostOf)),
    figure(
      "  of all body bytes",
      before.total,
      after.total,
      loss(({ lostShare }) => percent(lostShare)),
    ),
    ...met(count("losses of unknown size", ({ unknownLosses }) => unknownLosses, "error")),
    ...met(figure("abandoned connections", before, after, ({ abandoned }) => plain(abandoned.connections, "error"))),
    count("short writes", ({ shortWrites }) => shortWrites),
    count("EAGAINs on writes", ({ eagains }) => eagains),
    ...times("refused write to cut", before, after, ({ total }) => total.toCut.spread),
    ...times("refused write to last byte", before, after, ({ total }) => total.toLastByte.spread),
  ];
}

function times(
  title: string,
  before: ComparedSide,
  after: ComparedSide,
  spreadOf: (side: ComparedSide) => TimeSpread | null,
): Figure[] {
  const [was, is] = [spreadOf(before), spreadOf(after)];
  if (!was && !is) return [];
  const at = (of: "min" | "median" | "max"): Figure =>
    figure(`  ${of}`, was, is, (spread) => ({ text: duration(spread?.[of] ?? null) }));
  return [{ label: title, before: { text: "" }, after: { text: "" } }, at("min"), at("median"), at("max")];
}

function figure<T>(label: string, before: T, after: T, cell: (side: T) => TableCell): Figure {
  return { label, before: cell(before), after: cell(after) };
}

function plain(count: number, color: Color | undefined): TableCell {
  return { text: grouped(count), color: count > 0 ? color : undefined };
}
