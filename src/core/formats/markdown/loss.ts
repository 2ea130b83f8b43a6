import type { BodySizes, Summary } from "../../analysis/model.js";
import { markdownCode } from "../../text/markdown-escape.js";
import { grouped } from "../../text/quantities.js";
import { sizeText } from "../delivered-plot.js";
import { hasLosses, type LossTable, lossTables } from "../loss-tables.js";

const MOST_ROWS = 20;

/** What several captures lost by rule, server, status and size of the body; empty if they lost nothing. */
export function lossMarkdown(summary: Summary): string {
  if (!hasLosses(summary)) return "";
  const { lostBytes, lostUnknown } = summary;
  const unknown = lostUnknown > 0 ? `, and an unknown number in ${grouped(lostUnknown)} truncated responses` : "";
  const tables = lossTables(summary, MOST_ROWS).map(lossTable);
  return `### Lost bytes\n\n${grouped(lostBytes)} bytes were lost${unknown}.\n\n${tables.join("")}${sizeTable(summary)}`;
}

function lossTable({ by, unit, rows }: LossTable): string {
  const heads = [`lost by ${by}`, unit, "truncated", "of unknown size", "lost bytes"];
  const lines = rows.map(({ name, isRest, responses, truncated, lostUnknown, lostBytes }) => [
    isRest ? name : markdownCode(name),
    ...[responses, truncated, lostUnknown, lostBytes].map(grouped),
  ]);
  return table(heads, lines);
}

function sizeTable({ bodySizes }: Summary): string {
  const heads = ["size of the body from", "responses", "truncated", "declared bytes", "delivered bytes", "delivered"];
  return table(
    heads,
    bodySizes.map((size) => [
      sizeText(size.fromBytes),
      ...[size.responses, size.truncated, size.declaredBytes, size.deliveredBytes].map(grouped),
      shareText(size),
    ]),
  );
}

/** Never rounded up to all, or down to nothing. */
function shareText({ declaredBytes, deliveredBytes }: BodySizes): string {
  if (declaredBytes === 0 || deliveredBytes === declaredBytes) return "100 %";
  const percent = (100 * deliveredBytes) / declaredBytes;
  return `${Math.min(99.9, Math.max(percent > 0 ? 0.1 : 0, percent)).toFixed(1)} %`;
}

/** The first column is flushed left, the others right. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const lines = [heads, ["---", ...heads.slice(1).map(() => "---:")], ...rows];
  return `${lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("")}\n`;
}
