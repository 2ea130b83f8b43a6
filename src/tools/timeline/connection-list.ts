import type { Verdict } from "../../core/protocols/exchange.js";
import type { Palette } from "../../core/text/colors.js";
import { forTerminal } from "../../core/text/escape.js";
import { foldedTable } from "../../core/text/folded-table.js";
import type { Page } from "../../core/text/page.js";
import { grouped, plural } from "../../core/text/quantities.js";
import { wrap } from "../../core/text/wrap.js";
import type { ListedTimeline, TimelineRows } from "./timeline-rows.js";

/** From the worst verdict to the best, with the colour of a connection that has no worse one. */
const VERDICTS: readonly (readonly [Verdict, string, keyof Palette | null])[] = [
  ["truncated", "truncated", "error"],
  ["overrun", "overrun", "error"],
  ["undetermined", "undetermined", "warning"],
  ["aborted-by-peer", "aborted by peer", "note"],
  ["in-flight", "in flight", "note"],
  ["complete", "complete", null],
];
/** Columns of a verdict: most are as wide, so that the requests after them stand in a column. */
const VERDICT = "truncated".length;
const HEADS = ["id", "opened", "peer", "lost", `${"verdicts".padEnd(VERDICT)}  first request`];
const [OPENED, LOST] = [1, 3];

/** The end of a time in UTC, and the date before it: a list says it once. */
const [UTC, DATE] = [/Z$/, /^[^T]*T/];

/**
 * The connections of a capture, one a row, and a sentence that says how to choose one.
 *
 * @param path the capture as the user named it; `-` for standard input
 */
export function connectionList(found: TimelineRows, path: string, page: Page): string {
  const { rows, count } = found;
  const { width, paint } = page;
  const isUtc = rows.some(({ opened }) => opened !== null && UTC.test(opened));
  const heads = HEADS.map((head, column) => (column === OPENED && isUtc ? "opened (UTC)" : head));
  const cells = [heads, ...rows.map((row) => cellsOf(row))];
  for (const column of heads.keys()) {
    if (cells.slice(1).every((row) => row[column] === "")) heads[column] = ""; // an empty column takes no room
  }
  const folding = { right: new Set([LOST]), width, indent: 4, isProse: false };
  const [heading = [], ...texts] = foldedTable(cells, folding);
  const leftOut = count - rows.length;
  return [
    ...heading.map(paint.faint),
    ...texts.flatMap((lines, at) => lines.map(colored(rows[at] as ListedTimeline, paint))),
    ...(leftOut > 0 ? [leftOutLine(leftOut, page)] : []),
    ...choiceLines(found, path, page),
    "",
  ].join("\n");
}

function cellsOf({ connection, opened, first, responses, ...row }: ListedTimeline): string[] {
  const { id, role, peer } = connection;
  const arrow = role === "client" ? "->" : "<-";
  const more = responses > 1 ? `  and ${grouped(responses - 1)} more` : "";
  return [
    id,
    (opened ?? "").replace(DATE, "").replace(UTC, ""),
    peer === null ? "" : `${arrow} ${forTerminal(peer)}`,
    lostText(row),
    first === null ? "no response" : `${verdictsText(row.verdicts).padEnd(VERDICT)}  ${forTerminal(first)}${more}`,
  ];
}

function lostText({ lostBytes, lostUnknown }: Pick<ListedTimeline, "lostBytes" | "lostUnknown">): string {
  if (lostUnknown === 0) return lostBytes === 0 ? "" : grouped(lostBytes);
  return lostBytes === 0 ? "unknown" : `${grouped(lostBytes)} + ?`;
}

/** `truncated`, `3 complete`, `1 truncated, 14 complete`. */
function verdictsText(verdicts: ReadonlyMap<Verdict, number>): string {
  const all = VERDICTS.flatMap(([verdict, word]) => {
    const count = verdicts.get(verdict) ?? 0;
    return count === 0 ? [] : [{ word, count }];
  });
  const [only] = all;
  if (all.length === 1 && only?.count === 1) return only.word;
  return all.map(({ word, count }) => `${grouped(count)} ${word}`).join(", ");
}

function colored({ verdicts }: ListedTimeline, paint: Palette): (text: string) => string {
  const color = VERDICTS.find(([verdict]) => verdicts.has(verdict))?.[2];
  return color ? paint[color] : (text) => text;
}

function leftOutLine(count: number, { width, paint }: Page): string {
  return paint.faint(wrap(`... ${plural(count, "connection")} left out: --fd and --pid narrow the list`, width, "  "));
}

/** How to choose one: the command stands on a line of its own, and is never broken. */
function choiceLines({ count, truncated, worst, rows }: TimelineRows, path: string, { width, paint }: Page): string[] {
  const id = (worst ?? rows[0])?.connection.id ?? "c1";
  const which = worst ? ", such as the one that lost most" : "";
  const lossy = truncated === 0 ? "" : `, ${grouped(truncated)} with truncated responses`;
  const text = `${paint.strong(plural(count, "connection"))}${lossy}: choose one${which} (--all shows all):`;
  return [wrap(text, width, "  "), `  unflushed timeline ${shellWord(path)} --connection ${id}`];
}

/** A path as a shell reads it: quoted if it has more in it than plain characters. */
function shellWord(path: string): string {
  const shown = forTerminal(path);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`;
}
