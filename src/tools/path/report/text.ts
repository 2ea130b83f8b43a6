import type { Summary } from "../../../core/analysis/model.js";
import type { Format, WriteText } from "../../../core/formats/format.js";
import { ClockLines } from "../../../core/formats/paths/clock-lines.js";
import { hopTable } from "../../../core/formats/paths/hop-table.js";
import type { PathTally } from "../../../core/formats/paths/path-tally.js";
import { lossesText, undecidedLines } from "../../../core/formats/paths/tally-lines.js";
import { UNDECIDED } from "../../../core/formats/paths/undecided-words.js";
import { Silences } from "../../../core/formats/silent-captures.js";
import { shortTarget } from "../../../core/formats/subject.js";
import { captureNames, silenceLines } from "../../../core/formats/text/silences.js";
import { verdictCounts, verdictLine } from "../../../core/formats/text/summary.js";
import type { PathExchange, PathRecord } from "../../../core/records/record.js";
import { forTerminal } from "../../../core/text/escape.js";
import type { Page } from "../../../core/text/page.js";
import { wrap } from "../../../core/text/wrap.js";
import { serverTables } from "./server-tables.js";

export interface PathReport {
  /** True for the paths that a filter keeps; for all without one. */
  readonly isShown: (path: PathRecord) => boolean;
  readonly isFiltered: boolean;
  /** False if only the counts are printed. */
  readonly showsEach: boolean;
}

/**
 * For people: each path as a table, and at the end where the losses begin.
 *
 * @param tally counts the paths that are shown
 */
export function pathText({ isShown, isFiltered, showsEach }: PathReport, tally: PathTally, page: Page): Format {
  const names = new Map<number, string>();
  const clocks = new ClockLines();
  const silences = new Silences({ fails: () => false });
  let number = 0; // of all paths: the same whatever is shown
  return {
    begin: ({ value }) => {
      names.set(value.capture, value.path);
      clocks.begin(value);
    },
    clock: ({ value }) => clocks.take(value),
    path: ({ value }, write) => {
      if (!value.isProven) return;
      number++;
      if (!isShown(value)) return;
      tally.take(value);
      if (showsEach) write(`${pathLines(value, number, names, page).join("\n")}\n\n`);
    },
    capture: ({ value }) => silences.capture(value),
    summary: ({ value }, write) => {
      if (tally.losses > 1) writeAll(serverTables(tally, page), write);
      for (const line of undecidedLines(tally, page)) write(`${line}\n`);
      if (tally.losses > 0) write(`${lossesLine(tally.losses, value, page)}\n`);
      else if (value.captures > 0)
        write(`${page.paint.strong(nothingLost(isFiltered))}\n${verdictLine(value, page)}\n`);
      for (const line of clocks.lines(page)) write(`${line}\n`);
      const nameOf = names.size > 1 ? captureNames : undefined;
      for (const line of silenceLines(silences.reasons, new Set(), page, nameOf)) write(`${line}\n`);
    },
  };
}

function writeAll(paragraphs: readonly string[], write: WriteText): void {
  for (const text of paragraphs) write(`${text}\n\n`);
}

/** How many losses there were, and among how many responses. */
function lossesLine(losses: number, counts: Summary, { width, paint }: Page): string {
  const { total } = verdictCounts(counts);
  const head = lossesText(losses);
  return wrap(`${paint.error(head)} (${total}; each side of a hop is one)`, width, "  ");
}

function nothingLost(isFiltered: boolean): string {
  return `no bytes are proven to be lost of ${isFiltered ? "a request that matches" : "any request"}`;
}

/** A path: what was asked for, and its exchanges. */
function pathLines(path: PathRecord, number: number, names: ReadonlyMap<number, string>, page: Page): string[] {
  const { exchanges, origin, undecided } = path;
  const target = exchanges.find((each) => each.target)?.target ?? "a request that was not captured";
  const status = exchanges.find((each) => each.status !== null)?.status ?? null;
  const captures = [...new Set(exchanges.map(({ capture }) => names.get(capture) ?? ""))];
  const isApart = captures.length > 1;
  const captureOf = ({ capture }: PathExchange): string => (isApart ? (names.get(capture) ?? "") : "");
  const [only = ""] = captures;
  const place = isApart || names.size < 2 ? "" : `  in ${only}`;
  const title = `p${number}  ${shortTarget(target)}${status === null ? "" : ` -> ${status}`}${place}`;
  const { width, paint } = page;
  const why = undecided === null ? [] : [`origin unknown: ${undecided}: ${UNDECIDED[undecided].why}`];
  return [
    paint.strong(forTerminal(title)),
    ...hopTable({ exchanges, origin, captureOf }, { ...page, width: width - 2 }).map((line) => `  ${line}`),
    ...why.map((text) => `  ${paint.warning(wrap(text, width - 2, "    "))}`),
  ];
}
