import { plot } from "asciichart";
import { grouped } from "../../../core/text/quantities.js";
import type { ProbeOutcome } from "../outcome.js";

const HEIGHT = 8;
const LABEL = 14;
const WIDEST = 100; // columns

/**
 * Received bytes of each request, left to right, against the declared ones, at most `width` columns wide. Where there
 * are more requests than columns, a column shows the one that lacks most. Empty where no declared byte is missing.
 */
export function receivedPlot(outcomes: readonly ProbeOutcome[], width: number): string {
  const judged = outcomes.filter(({ declaredBytes }) => declaredBytes !== null && declaredBytes > 0);
  if (judged.every(({ receivedBytes, declaredBytes }) => receivedBytes >= (declaredBytes ?? 0))) return "";
  const room = Math.max(10, Math.min(WIDEST, width - LABEL - 3));
  const columns = judged.length > room ? room : judged.length * Math.max(1, Math.floor(room / judged.length));
  const shown = Array.from({ length: columns }, (_, column) => worstOf(judged, column, columns));
  const declared = shown.map((outcome) => outcome?.declaredBytes ?? 0);
  const received = shown.map((outcome) => outcome?.receivedBytes ?? 0);
  const format = (value: number): string => grouped(Math.round(value)).padStart(LABEL);
  const chart = plot([declared, received], { height: HEIGHT, min: 0, max: Math.max(...declared, ...received), format });
  return `${chart.replace(/ +$/gm, "")}\n${axis(judged, columns)}`;
}

function worstOf(judged: readonly ProbeOutcome[], column: number, columns: number): ProbeOutcome | undefined {
  const from = Math.floor((column * judged.length) / columns);
  const to = Math.max(from + 1, Math.floor(((column + 1) * judged.length) / columns));
  return judged.slice(from, to).reduce((worst, each) => (shareOf(each) < shareOf(worst) ? each : worst));
}

function shareOf({ receivedBytes, declaredBytes }: ProbeOutcome): number {
  return receivedBytes / (declaredBytes ?? 1);
}

function axis(judged: readonly ProbeOutcome[], columns: number): string {
  const first = `request ${judged[0]?.number}`;
  const last = judged.length > 1 ? String(judged.at(-1)?.number) : "";
  return `${" ".repeat(LABEL + 2)}${first}${last.padStart(Math.max(last.length + 1, columns - first.length))}`.trimEnd();
}
