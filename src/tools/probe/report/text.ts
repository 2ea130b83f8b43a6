import { forTerminal } from "../../../core/text/escape.js";
import type { Page } from "../../../core/text/page.js";
import { grouped } from "../../../core/text/quantities.js";
import { wrap } from "../../../core/text/wrap.js";
import { type ProbeOutcome, tallyOutcomes } from "../outcome.js";
import type { ProbePlan } from "../plan.js";
import { receivedPlot } from "./plot.js";
import { planText } from "./sentences.js";
import { probeTable, VERDICT_COLORS } from "./table.js";

const MOST_CUTS = 5;

/** Prints the outcome of each request, a plot of received and declared bytes, and the summary. */
export function probeText(plan: ProbePlan, outcomes: readonly ProbeOutcome[], page: Page): string {
  const { target, method } = plan;
  const address = target.transport === "unix" ? `unix:${target.host} ` : `http://${target.authority}`;
  const blocks = [
    [
      page.paint.strong(forTerminal(`${method} ${address}${target.path}`)),
      page.paint.faint(wrap(planText(plan), page.width, "  ")),
    ],
    probeTable(outcomes, page),
    [receivedPlot(outcomes, page)],
    [summary(outcomes, page), cuts(outcomes, page)],
  ];
  const texts = blocks.map((lines) => lines.filter((line) => line !== "").join("\n"));
  return `${texts.filter((text) => text !== "").join("\n\n")}\n`;
}

/** `19 of 25 truncated, 6 complete` */
function summary(outcomes: readonly ProbeOutcome[], { width, paint }: Page): string {
  const counts = tallyOutcomes(outcomes);
  const shown = VERDICT_COLORS.filter(([verdict]) => counts[verdict] > 0).map(([verdict, color], index) => {
    const of = index === 0 ? ` of ${grouped(counts.requests)}` : "";
    return paint[color](`${grouped(counts[verdict])}${of} ${verdict}`);
  });
  return shown.length > 0 ? wrap(shown.join(", "), width, "  ") : "no request was over";
}

/** After how many bytes the truncated bodies ended, the most frequent first: often the size of a socket buffer. */
function cuts(outcomes: readonly ProbeOutcome[], { width, paint }: Page): string {
  const times = new Map<number, number>();
  for (const { verdict, receivedBytes } of outcomes) {
    if (verdict === "truncated") times.set(receivedBytes, (times.get(receivedBytes) ?? 0) + 1);
  }
  if (times.size === 0) return "";
  const ranked = [...times].sort(([one, often], [other, oftener]) => oftener - often || one - other);
  const shown = ranked
    .slice(0, MOST_CUTS)
    .map(([received, count]) => grouped(received) + (count > 1 ? ` (${grouped(count)}x)` : ""));
  const more = ranked.length - shown.length;
  return paint.faint(
    wrap(`cut after ${shown.join(", ")}${more > 0 ? ` and ${grouped(more)} other counts` : ""}`, width, "  "),
  );
}
