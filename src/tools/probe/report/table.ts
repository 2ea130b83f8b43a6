import type { Palette } from "../../../core/text/colors.js";
import type { Page } from "../../../core/text/page.js";
import { grouped } from "../../../core/text/quantities.js";
import { table } from "../../../core/text/table.js";
import { missingBytes, type ProbeOutcome, type ProbeVerdict } from "../outcome.js";
import { endingText } from "./sentences.js";

/** If there are more requests than this, those with the same result share a line. */
const MOST_LINES = 50;
const GAP = 2;
/** Columns that the text of an ending needs. If there are fewer, a column of figures is left out. */
const LEAST_ENDING = 16;

/** Verdicts from the worst to the best, each with its colour. */
export const VERDICT_COLORS: readonly (readonly [ProbeVerdict, keyof Palette])[] = [
  ["truncated", "error"],
  ["failed", "error"],
  ["undetermined", "warning"],
  ["complete", "good"],
];

/** One line for each request. If there are many, one line for each result, with how often it came. */
export function probeTable(outcomes: readonly ProbeOutcome[], page: Page): string[] {
  if (outcomes.length <= MOST_LINES) {
    return rows(
      "#",
      outcomes.map((outcome) => [String(outcome.number), outcome]),
      page,
    );
  }
  const groups = alike(outcomes);
  const lines = rows(
    "times",
    groups.slice(0, MOST_LINES).map((group) => [grouped(group.length), group[0]]),
    page,
  );
  const more = groups.length - MOST_LINES;
  if (more <= 0) return lines;
  return [...lines, page.paint.faint(`${grouped(more)} more results: --format json prints every request`)];
}

type Group = [ProbeOutcome, ...ProbeOutcome[]];

/** Groups requests of the same result: the worst verdict first, then the most frequent result. */
function alike(outcomes: readonly ProbeOutcome[]): Group[] {
  const groups = new Map<string, Group>();
  for (const outcome of outcomes) {
    const key = cells(outcome).join();
    const group = groups.get(key);
    if (group) group.push(outcome);
    else groups.set(key, [outcome]);
  }
  const rank = ([{ verdict }]: Group): number => VERDICT_COLORS.findIndex(([each]) => each === verdict);
  return [...groups.values()].sort((one, other) => rank(one) - rank(other) || other.length - one.length);
}

function rows(title: string, numbered: readonly (readonly [string, ProbeOutcome])[], page: Page): string[] {
  const heads = [title, "status", "declared", "received", "missing"];
  const body = numbered.map(([number, outcome]) => [number, ...cells(outcome).slice(0, -1)]);
  const [head, ...lines] = columns([heads, ...body], page.width - LEAST_ENDING - GAP).map((line) => `${line}  `);
  return [
    page.paint.faint(`${head ?? ""}ended`),
    ...numbered.map(([, outcome], index) => (lines[index] ?? "") + ending(outcome, page.paint)),
  ];
}

/** Aligns the columns. If they are too wide, those that follow from the others are left out first. */
function columns(rows: readonly (readonly string[])[], width: number): string[] {
  for (const dropped of [[], ["missing"], ["missing", "status"], ["missing", "status", "declared"]]) {
    const kept = rows.map((row) => row.filter((_, column) => !dropped.includes(rows[0]?.[column] ?? "")));
    const lines = table(kept, new Set(kept[0]?.keys()));
    if ((lines[0]?.length ?? 0) <= width) return lines;
  }
  return rows.map(([first]) => first ?? "");
}

function ending(outcome: ProbeOutcome, paint: Palette): string {
  const color = VERDICT_COLORS.find(([verdict]) => verdict === outcome.verdict)?.[1] ?? "faint";
  return paint[color](endingText(outcome));
}

function cells(outcome: ProbeOutcome): string[] {
  const { status, framing, declaredBytes, receivedBytes } = outcome;
  const missing = missingBytes(outcome);
  return [
    status === null ? "-" : String(status),
    declaredBytes === null ? (framing === "chunked" ? framing : "-") : grouped(declaredBytes),
    status === null ? "-" : grouped(receivedBytes),
    missing === null ? "-" : grouped(missing),
    endingText(outcome),
  ];
}
