import type { Comparison } from "./compare.js";
import type { Flags } from "./flags.js";

const VERDICTS = ["complete", "truncated", "aborted-by-peer", "overrun", "in-flight", "undetermined", "none"];

/** The results of one server. */
export interface Ran {
  readonly server: string;
  readonly flags: Flags;
  /** The first line that its version command printed. */
  readonly version: string;
  readonly comparisons: readonly Comparison[];
}

/** What one server gave under one set of flags, as Markdown. */
export function matrix({ server, version, comparisons }: Ran): string {
  const reasons = reasonsOf(comparisons);
  const count = `${comparisons.length} exchanges, ${disagreementsOf(comparisons)} disagreements.`;
  return `### ${server}\n\n${version}: ${count}${reasons && ` Undetermined: ${reasons}.`}\n\n${confusion(comparisons)}\n`;
}

/** A confusion matrix as Markdown: what the client got (rows) against the verdict (columns). */
export function confusion(comparisons: readonly Comparison[]): string {
  const columns = VERDICTS.filter((verdict) => comparisons.some((each) => each.verdict === verdict));
  const rows = [...new Set(comparisons.map(experience))].sort();
  const cells = rows.map((row) => [
    row,
    ...columns.map((column) =>
      String(comparisons.filter((each) => experience(each) === row && each.verdict === column).length || ""),
    ),
  ]);
  return table([["the client got", ...columns], ...cells]);
}

export function disagreementsOf(comparisons: readonly Comparison[]): number {
  return comparisons.filter(({ disagreement }) => disagreement !== null).length;
}

/** Why verdicts are undetermined, each reason with its count. */
export function reasonsOf(comparisons: readonly Comparison[]): string {
  const open = comparisons.filter(({ verdict }) => verdict === "undetermined").flatMap(({ blindSpots }) => blindSpots);
  return [...new Set(open)].map((spot) => `${open.filter((each) => each === spot).length} ${spot}`).join(", ");
}

/** A disagreement on one line. */
export function disagreementLine({ server, flags, scenario, received, verdict, disagreement }: Comparison): string {
  return `${server}, ${flags}, ${scenario}: ${received.target}: verdict ${verdict}, but ${disagreement}`;
}

/** An undetermined verdict on one line; nothing for another verdict. */
export function undeterminedLine({ server, flags, scenario, received, verdict, blindSpots }: Comparison): string {
  if (verdict !== "undetermined") return "";
  const { target, ended, body, left } = received;
  return `undetermined: ${server}, ${flags}, ${scenario}: ${target}: ${blindSpots.join(", ")}; the client: ${ended}, ${body} bytes, ${left ?? "stayed"}\n`;
}

/** What the client got, in words. */
function experience({ received: { ended, surplus } }: Comparison): string {
  const words = {
    complete: surplus > 0 ? "more than declared" : "everything",
    eof: "an early end",
    reset: "a reset",
    aborted: "enough, and hung up",
    timeout: "silence",
    nothing: "nothing",
  };
  return words[ended];
}

/** A Markdown table. The first column is text, the others are numbers. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0), 3));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |\n`;
  const rule = `|${widths.map((width, column) => (column === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|\n`;
  return line(head) + rule + body.map(line).join("");
}
