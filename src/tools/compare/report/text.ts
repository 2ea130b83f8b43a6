import { describe } from "../../../core/rules/describe.js";
import type { Palette } from "../../../core/text/colors.js";
import { forTerminal } from "../../../core/text/escape.js";
import type { Page } from "../../../core/text/page.js";
import { grouped } from "../../../core/text/quantities.js";
import { wrap } from "../../../core/text/wrap.js";
import type { ComparisonOutcome, SideComparison } from "../comparison.js";
import type { ComparisonReason } from "../reasons.js";
import type { SideTally } from "../tally.js";
import type { SideName, TargetRow } from "../targets.js";
import { figuresText } from "./figures.js";
import { cautionText, failedOf, failedWords, reasonText, targetName } from "./sentences.js";
import { targetsText } from "./targets.js";

const MOST_REASONS = 10;

const COLORS: Readonly<Record<ComparisonOutcome, keyof Palette>> = {
  better: "good",
  equal: "strong",
  worse: "error",
  unproven: "warning",
};

/** Prints the outcome, the figures of both sides, each target, and what the comparison does not prove. */
export function compareText(comparison: SideComparison, names: Readonly<Record<SideName, string>>, page: Page): string {
  const { paint } = page;
  const blocks = [
    [
      headline(comparison, page),
      `${paint.faint("before")}  ${forTerminal(names.before)}`,
      `${paint.faint("after")}   ${forTerminal(names.after)}`,
    ],
    figuresText(comparison, page),
    comparison.rows.length > 0 ? targetsText(comparison, page) : [],
    [...reasonLines(comparison, page), ...cautionLines(comparison, page), ...hiddenLines(comparison, page)],
  ];
  const texts = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${texts.join("\n\n")}\n`;
}

/** `better: 19 of 25 responses truncated -> 0 of 25`, and how many targets that does not hold for */
function headline({ outcome, before, after, cautions, rows }: SideComparison, { width, paint }: Page): string {
  const isAll = before.total.unjudged + after.total.unjudged === 0;
  const what = `${isAll ? "" : "judged "}responses ${failedWords(before.total, after.total)}`;
  const was = before.total.judged > 0 ? `${failedOf(before.total)} ${what}` : "nothing judged";
  const is = before.total.judged > 0 ? failedOf(after.total) : `${failedOf(after.total)} ${what}`;
  const [from, to] = [
    shown(was, before.total, paint),
    shown(after.total.judged > 0 ? is : "nothing judged", after.total, paint),
  ];
  const apart = cautions.find((caution) => caution.code === "targets-on-one-side");
  const isGood = outcome === "better" || outcome === "equal";
  const but =
    apart && isGood
      ? paint.warning(` but ${grouped(rows.length - apart.onBoth)} of ${grouped(rows.length)} targets on one side only`)
      : "";
  return wrap(`${paint[COLORS[outcome]](outcome)}${but}: ${from} -> ${to}`, width, "  ");
}

function shown(text: string, { judged, failed }: SideTally, paint: Palette): string {
  return paint[judged === 0 ? "warning" : failed > 0 ? "error" : "good"](text);
}

function reasonLines(comparison: SideComparison, { width, paint }: Page): string[] {
  const { reasons, outcome, rows } = comparison;
  const shownReasons = rows.length === 1 ? reasons.filter((reason) => !repeatsAll(reason)) : reasons;
  const title = paint[outcome === "worse" ? "error" : "warning"]("because");
  const named = (row: TargetRow): string => forTerminal(targetName(row));
  const lines = shownReasons.slice(0, MOST_REASONS).map((reason) => {
    const whole = "row" in reason && reason.row ? [named(reason.row)] : [];
    return `${title} ${wrap(reasonText(reason, comparison, named), width - 8, "  ", whole)}`;
  });
  const more = shownReasons.length - lines.length;
  if (more > 0) lines.push(paint.faint(wrap(`${grouped(more)} more reasons: --format json lists them`, width, "  ")));
  return lines;
}

/** If there is only one target, its reasons repeat those of all responses. */
function repeatsAll(reason: ComparisonReason): boolean {
  return reason.code !== "failure-not-repeated" && "row" in reason && reason.row !== null;
}

function cautionLines({ cautions }: SideComparison, { width, paint }: Page): string[] {
  const named = (row: TargetRow): string => forTerminal(targetName(row));
  return cautions.map((caution) => {
    const apart = caution.code === "targets-on-one-side" ? [...caution.onlyBefore, ...caution.onlyAfter] : [];
    return `${paint.note("caution")} ${wrap(cautionText(caution, named), width - 8, "  ", apart.map(named))}`;
  });
}

/** What could not be read or seen; printed once if it is the same on both sides. */
function hiddenLines({ before, after }: SideComparison, { width, paint }: Page): string[] {
  const spots = new Map<string, { sides: Set<SideName>; advice: string }>();
  const lines: string[] = [];
  for (const { name, captures } of [before, after]) {
    for (const { unrecognizedLines, lines: all, blindSpots } of captures) {
      if (unrecognizedLines > 0) {
        const text = `${name}: ${grouped(unrecognizedLines)} of ${grouped(all)} lines could not be read`;
        lines.push(paint.faint(wrap(text, width, "  ")));
      }
      for (const spot of blindSpots) {
        const { message, advice } = describe(spot);
        const known = spots.get(`${spot.code}: ${message}`) ?? { sides: new Set(), advice };
        spots.set(`${spot.code}: ${message}`, known);
        known.sides.add(name);
      }
    }
  }
  for (const [text, { sides, advice }] of spots) {
    lines.push(paint.warning("blind spot ") + wrap(`(${[...sides].join(" and ")}) ${text}`, width - 11, "  "));
    lines.push(`  ${wrap(advice, width - 2, "    ")}`);
  }
  return lines;
}
