import { aboutFinding, placeText } from "../../../core/formats/about.js";
import { callCellRow, remarksOn } from "../../../core/formats/text/finding.js";
import type { FindingRecord, RuleRecord } from "../../../core/records/record.js";
import { markdownCode, markdownEscaped } from "../../../core/text/markdown-escape.js";
import { grouped } from "../../../core/text/quantities.js";
import { shortened, shortenedBytes } from "../text/shortened.js";

/** No ticket needs more of a text. */
const MOST = 280;

/** A finding to paste into a ticket: what is wrong, where, the calls that prove it, why and what next. */
export function findingMarkdown(finding: FindingRecord, rules: readonly RuleRecord[], date: string | null): string {
  const { level, rule, message, path, evidence, outstandingBytes, calls } = finding;
  const about = aboutFinding(finding, date).map((text) => markdownCode(shortenedBytes(text, MOST)));
  const counts = [
    ["declared", evidence.declaredBytes],
    ["accepted", evidence.acceptedBytes],
    ["lost", outstandingBytes],
  ].flatMap(([name, count]) => (typeof count === "number" ? [`${name} ${grouped(count)} bytes`] : []));
  const rows = calls.map((call) => callCellRow(call, finding).map((text) => markdownEscaped(text)));
  return [
    `**${level}[${markdownEscaped(shortened(rule, MOST))}]**: ${markdownEscaped(shortened(message, 1000))}`,
    "",
    `- ${[markdownCode(shortened(placeText(path, finding), MOST)), ...about].join(", ")}`,
    ...(counts.length > 0 ? [`- ${counts.join(", ")}`] : []),
    "",
    "| line | time | thread | call | asked | | took | |",
    "|---:|---:|---|---|---:|---|---:|---|",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
    "",
    ...remarksOn(finding, rules).map((text) => `- ${markdownEscaped(shortened(text, 1000))}`),
    "",
  ].join("\n");
}
