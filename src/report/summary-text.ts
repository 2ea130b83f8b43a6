import type { Summary } from "../analysis/model.js";
import { bytes } from "../rules/words.js";
import type { Page } from "./finding-text.js";
import { palette } from "./palette.js";
import type { CaptureRecord } from "./record.js";
import { wrap } from "./wrap.js";

/** The last words of a run: how many responses, with which verdicts, what was not understood, what was hidden. */
export function summaryText(summary: Summary, captures: readonly CaptureRecord[], page: Page): string {
  return [verdictLine(summary, page), ...captures.flatMap((capture) => captureLines(capture, page)), ""].join("\n");
}

function verdictLine(summary: Summary, { width, paint }: Page): string {
  const { total, counts } = verdictCounts(summary, paint);
  return wrap(paint.strong(total) + (counts.length > 0 ? `: ${counts.join(", ")}` : ""), width, "  ");
}

/** `3 responses on 1 connection`, and how many came to what, without the verdicts that none came to. */
export function verdictCounts(summary: Summary, paint = palette(false)): { total: string; counts: string[] } {
  const { responses, connections } = summary;
  const counts: [number, string, (text: string) => string][] = [
    [summary.truncated, "truncated", paint.error],
    [summary.overrun, "overrun", paint.error],
    [summary.undetermined, "undetermined", paint.warning],
    [summary.abortedByPeer, "aborted by the peer", paint.note],
    [summary.inFlight, "still in flight", paint.note],
    [summary.complete, "complete", paint.good],
  ];
  return {
    total: `${plural(responses, "response")} on ${plural(connections, "connection")}`,
    counts: counts.filter(([count]) => count > 0).map(([count, word, color]) => color(`${bytes(count)} ${word}`)),
  };
}

function captureLines(capture: CaptureRecord, { width, paint }: Page): string[] {
  const lines: string[] = [];
  if (capture.unrecognizedLines > 0) {
    lines.push(
      paint.faint(`${plural(capture.unrecognizedLines, "line")} of ${bytes(capture.lines)} could not be read`),
    );
  }
  for (const { code, message, advice } of capture.blindSpots) {
    lines.push(paint.warning("blind spot ") + wrap(`${code}: ${message}`, width - 11, "  "));
    lines.push(`  ${wrap(advice, width - 2, "    ")}`);
  }
  return lines;
}

function plural(count: number, noun: string): string {
  return `${bytes(count)} ${noun}${count === 1 ? "" : "s"}`;
}
