import type { FindingRecord } from "../../records/record.js";
import { clip, forTerminal, visible } from "../../text/escape.js";
import type { Page } from "../../text/page.js";
import { grouped } from "../../text/quantities.js";
import { wallClock } from "../../text/wall-clock.js";
import { requestLine } from "./finding.js";

/** Columns of `127.0.0.1:43050`: longer peers move what follows. */
const PEER = 15;
/** Columns of `14,680,844 lost`. */
const LOST = 15;
/** A request has at least so many columns, however long the rest is. */
const LEAST_REQUEST = 24;
const GAP = "  ";

/** One finding in a line: when, to whom, how much, where it is proved, and of which request. All but the request is whole. */
export function findingRow(finding: FindingRecord, date: string | null, { width, paint }: Page): string {
  const { path, line, peer, outstandingBytes } = finding;
  const lost = outstandingBytes === null || outstandingBytes === 0 ? "" : `${grouped(outstandingBytes)} lost`;
  const time = timeOf(finding, date);
  const known = [
    ...(time === null ? [] : [time]),
    forTerminal(peer ?? "").padEnd(PEER),
    lost.padStart(LOST),
    `${visible(path)}:${line}`,
  ].join(GAP);
  const [request = ""] = requestLine(finding);
  const room = Math.max(LEAST_REQUEST, width - known.length - 2 * GAP.length);
  return `${GAP}${known}${request === "" ? "" : GAP + paint.faint(clip(request, room))}`.trimEnd();
}

/** The time of day; with a date, if the capture has one, it is the same for most and stands above them. */
function timeOf({ time, clock }: FindingRecord, date: string | null): string | null {
  return wallClock(time, clock, date)?.split("T").at(-1) ?? null;
}
