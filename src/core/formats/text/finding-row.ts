import { placeIn } from "../../records/placed.js";
import type { FindingRecord } from "../../records/record.js";
import { boundOf } from "../../rules/phrases.js";
import { forTerminal } from "../../text/escape.js";
import type { Page } from "../../text/page.js";
import { grouped } from "../../text/quantities.js";
import { wallClock } from "../../text/wall-clock.js";
import { shortSubjectOf } from "../subject.js";
import { requestLine } from "./finding.js";

/** Columns of `127.0.0.1:43050`: longer peers move what follows. */
const PEER = 15;
/** Columns of `14,680,844 lost`. */
const LOST = 15;
const GAP = "  ";
/** Of the lines after the first one. */
const INDENT = 4;
/** A page that is as wide, or that has no width, has a line for each finding, however long that is: a program may read it. */
const WIDE = 100;

/**
 * One finding in a line: when, to whom, how much, where it is proved, and of which request. Only a very long target is shortened. What
 * a narrow page has no room for stands on a line of its own.
 */
export function findingRow(finding: FindingRecord, date: string | null, { width }: Page): string {
  const { path, peer, outstandingBytes, evidence } = finding;
  const { file, line } = placeIn(path, finding);
  const lost = outstandingBytes ? `${boundOf(evidence)}${grouped(outstandingBytes)} lost` : "";
  const time = timeOf(finding, date);
  const known = [...(time === null ? [] : [time]), forTerminal(peer ?? "").padEnd(PEER), lost.padStart(LOST)];
  const rest = [`${forTerminal(file)}:${line}`, ...requestLine(finding, shortSubjectOf).map(forTerminal)];
  const isNarrow = known.join(GAP).length > width - INDENT;
  const [head = "", ...others] = folded(
    [...(isNarrow ? known.map((text) => text.trim()) : [known.join(GAP)]), ...rest],
    width - INDENT,
  );
  return [`${GAP}${head}`, ...others.map((text) => `${GAP}${GAP}${text}`)].map((text) => text.trimEnd()).join("\n");
}

/** The parts of a line, in as few lines as they need. */
function folded(parts: readonly string[], width: number): string[] {
  if (width + INDENT >= WIDE) return [parts.join(GAP)];
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last === undefined || last.length + GAP.length + part.length > width) lines.push(part);
    else lines[lines.length - 1] = last + GAP + part;
  }
  return lines;
}

/** The time of day; with a date, if the capture has one, it is the same for most and stands above them. */
function timeOf({ time, clock }: FindingRecord, date: string | null): string | null {
  return wallClock(time, clock, date)?.split("T").at(-1) ?? null;
}
