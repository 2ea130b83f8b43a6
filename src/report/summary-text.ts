import type { CaptureFacts, Summary } from "../analysis/model.js";
import { describe } from "../rules/blind-spots.js";
import { bytes } from "../rules/words.js";
import type { Page } from "./finding-text.js";
import { wrap } from "./wrap.js";

/** The last words of a run: how many responses, with which verdicts, what was not understood, what was hidden. */
export function summaryText(summary: Summary, captures: readonly CaptureFacts[], page: Page): string {
  return [verdictLine(summary, page), ...captures.flatMap((capture) => captureLines(capture, page)), ""].join("\n");
}

function verdictLine(summary: Summary, { width, paint }: Page): string {
  const { responses, connections } = summary;
  const counts: [number, string, (text: string) => string][] = [
    [summary.truncated, "truncated", paint.error],
    [summary.overrun, "overrun", paint.error],
    [summary.undetermined, "undetermined", paint.warning],
    [summary.abortedByPeer, "aborted by the peer", paint.note],
    [summary.inFlight, "still in flight", paint.note],
    [summary.complete, "complete", paint.good],
  ];
  const shown = counts.filter(([count]) => count > 0).map(([count, word, color]) => color(`${bytes(count)} ${word}`));
  const total = `${plural(responses, "response")} on ${plural(connections, "connection")}`;
  return wrap(paint.strong(total) + (shown.length > 0 ? `: ${shown.join(", ")}` : ""), width, "  ");
}

function captureLines(capture: CaptureFacts, { width, paint }: Page): string[] {
  const lines: string[] = [];
  if (capture.unrecognizedLines > 0) {
    lines.push(
      paint.faint(`${plural(capture.unrecognizedLines, "line")} of ${bytes(capture.lines)} could not be read`),
    );
  }
  for (const spot of capture.blindSpots) {
    const { message, advice } = describe(spot);
    lines.push(paint.warning("blind spot ") + wrap(`${spot.code}: ${message}`, width - 11, "  "));
    lines.push(`  ${wrap(advice, width - 2, "    ")}`);
  }
  return lines;
}

function plural(count: number, noun: string): string {
  return `${bytes(count)} ${noun}${count === 1 ? "" : "s"}`;
}
