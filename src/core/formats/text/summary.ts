import type { Counts } from "../../analysis/model.js";
import type { CaptureRecord } from "../../records/record.js";
import { palette } from "../../text/colors.js";
import type { Page } from "../../text/page.js";
import { grouped, plural } from "../../text/quantities.js";
import { wrap } from "../../text/wrap.js";
import { blindSpotLines } from "./blind-spots.js";

/** The last words on captures: how many responses, with which verdicts, what was not understood, what was hidden. */
export function summaryText(counts: Counts, captures: readonly CaptureRecord[], page: Page): string {
  const hidden = captures.flatMap((capture) => [
    ...unreadableLines(capture, page),
    ...blindSpotLines(capture.blindSpots, page),
  ]);
  return [verdictLine(counts, page), ...hidden, ""].join("\n");
}

/** `28 responses on 3 connections: 1 truncated, 27 complete` */
export function verdictLine(summary: Counts, { width, paint }: Page): string {
  const { total, counts } = verdictCounts(summary, paint);
  return wrap(paint.strong(total) + (counts.length > 0 ? `: ${counts.join(", ")}` : ""), width, "  ");
}

/** `3 responses on 1 connection`, and how many came to what, without the verdicts that none came to. */
export function verdictCounts(summary: Counts, paint = palette(false)): { total: string; counts: string[] } {
  const { responses, streams = 0, connections, captures } = summary;
  const counts: [number, string, (text: string) => string][] = [
    [summary.truncated - summary.echoes, "truncated", paint.error],
    [summary.echoes, "short from another hop", paint.note],
    [summary.overrun, "overrun", paint.error],
    [summary.undetermined, "undetermined", paint.warning],
    [summary.abortedByPeer, "aborted by the peer", paint.note],
    [summary.inFlight, "still in flight", paint.note],
    [summary.complete, "complete", paint.good],
  ];
  const inCaptures = captures > 1 ? ` in ${plural(captures, "capture")}` : "";
  const where = plural(connections, "connection");
  return {
    total: (keptText(summary) ?? `${judgedText(responses - streams, streams)} on ${where}`) + inCaptures,
    counts: counts.filter(([count]) => count > 0).map(([count, word, color]) => color(`${grouped(count)} ${word}`)),
  };
}

/** With a filter: `3 of 25 responses match, on 2 connections`; otherwise null. */
function keptText({ responses, leftOut, connections }: Counts): string | null {
  if (leftOut === undefined) return null;
  const where = connections === 0 ? "" : `, on ${plural(connections, "connection")}`;
  return matchText(responses, leftOut) + where;
}

/** `3 of 25 responses match` */
export function matchText(kept: number, leftOut: number): string {
  return `${grouped(kept)} of ${plural(kept + leftOut, "response")} match${kept === 1 ? "es" : ""}`;
}

/** A stream is all that one side of a connection sent: TLS shows no responses in it. */
function judgedText(responses: number, streams: number): string {
  if (streams === 0) return plural(responses, "response");
  return responses === 0
    ? plural(streams, "stream")
    : `${plural(responses, "response")} and ${plural(streams, "stream")}`;
}

/** How much of a capture could not be read; empty if all could. */
export function unreadableLines({ unrecognizedLines, lines }: CaptureRecord, { width, paint }: Page): string[] {
  if (unrecognizedLines === 0) return [];
  const text = `${plural(unrecognizedLines, "line")} of ${grouped(lines)} could not be read`;
  return [paint.faint(wrap(text, width, "  "))];
}
