import { duration } from "../../../core/text/duration.js";
import { forTerminal } from "../../../core/text/escape.js";
import { grouped } from "../../../core/text/quantities.js";
import { wallClock } from "../../../core/text/wall-clock.js";
import { type ConnectionRow, verdictsOfRow } from "../row.js";

/** What a list knows besides its rows. */
export interface ListFacts {
  /** The names of the captures, by their numbers; empty if there is only one. */
  readonly names: readonly string[];
  /** The day on which captures of `-t` and `-tt` begin, as `YYYY-MM-DD`; null if nobody has said it. */
  readonly date: string | null;
}

/** The columns that say when, who and with what result. */
export const FIRST_HEADS = ["id", "opened", "lasted", "pid", "verdicts", "lost bytes"] as const;
/** The columns that say between whom. */
export const SECOND_HEADS = ["capture", "server <- client", "protocol", "requests", "ended by"] as const;
/** Those of the first that are flushed right. */
export const RIGHT: ReadonlySet<number> = new Set([2, 3, 5]);

/** The cells of a row below `FIRST_HEADS`. */
export function firstCells(row: ConnectionRow, { date }: ListFacts): string[] {
  return [
    row.id,
    wallClock(row.opened, row.clock, date)?.replace("T", " ") ?? "-",
    row.endedBy === null ? "open" : duration(row.duration),
    row.pid === null ? "-" : String(row.pid),
    verdictsOfRow(row) || "-",
    lostText(row),
  ];
}

/** The cells of a row below `SECOND_HEADS`; the name of the capture is empty if there is only one. */
export function secondCells(row: ConnectionRow, { names }: ListFacts): string[] {
  const count = row.requests === 0 ? "none" : grouped(row.requests);
  return [
    forTerminal(names[row.capture] ?? ""),
    `${address(row.server)} <- ${address(row.client)}`,
    row.protocol ?? "-",
    row.request === null ? count : `${count} ${forTerminal(row.request)}`,
    row.endedBy ?? "-",
  ];
}

function lostText({ lost, isMoreLost }: ConnectionRow): string {
  if (!isMoreLost) return grouped(lost);
  return lost === 0 ? "unknown" : `${grouped(lost)} or more`;
}

function address(end: string | null): string {
  return end === null ? "?" : forTerminal(end);
}
