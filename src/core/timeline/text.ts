import type { Connection } from "../analysis/model.js";
import type { Verdict } from "../protocols/exchange.js";
import type { CallCells } from "../records/step.js";
import type { Palette } from "../text/colors.js";
import { forTerminal } from "../text/escape.js";
import { flow } from "../text/flow.js";
import { foldedTable } from "../text/folded-table.js";
import type { Page } from "../text/page.js";
import { grouped } from "../text/quantities.js";
import { wrap } from "../text/wrap.js";
import { acceptedPlot } from "./plot/plot.js";
import type { NamedResponse } from "./responses.js";
import type { Timeline, TimelineRow } from "./timeline.js";

const HEADINGS: CallCells = {
  line: "line",
  since: "time",
  pid: "pid",
  call: "call",
  asked: "asked",
  took: "took",
  accepted: "accepted",
  outstanding: "outstanding",
  remark: "",
};
const NUMERIC = new Set([0, 1, 2, 4, 5, 6, 7]);
/** Continuation lines: `accepted` and `outstanding` stand together. */
const INDENT = 6;
const FOLDS_AT = 6;

/** The colour of each verdict. */
const COLORS: Record<Verdict, keyof Palette> = {
  complete: "good",
  truncated: "error",
  overrun: "error",
  undetermined: "warning",
  "aborted-by-peer": "note",
  "in-flight": "note",
};

/** Prints the calls of a connection in order, the verdict on each response, and a plot of the accepted bytes. */
export function timelineText({ connection, rows, exchanges, samples, opened }: Timeline, page: Page): string {
  const { width, paint } = page;
  const kept = rows.items;
  const isOneThread = new Set(kept.map(({ item }) => item.step.pid)).size === 1; // the title shows it
  const steps = [HEADINGS, ...kept.map(({ item }) => item.step)].map((step) =>
    isOneThread ? { ...step, pid: "" } : step,
  );
  const folding = { right: NUMERIC, width, indent: INDENT, isProse: true, foldsAt: FOLDS_AT };
  const [heading = [], ...texts] = foldedTable(steps.map(cells), folding);
  const missing = (count: number, what: string): string[] =>
    count === 0 ? [] : [paint.faint(wrap(`... ${grouped(count)} ${what} left out`, width, "  "))];
  return [
    ...flow(titleOf(connection, opened), width, "  ").map(paint.strong),
    ...heading.map(paint.faint),
    ...kept.flatMap(({ item, leftOut }, index) => [
      ...missing(leftOut, "calls"),
      ...(texts[index] ?? []).map((text) => painted(text, item, page)),
    ]),
    ...exchanges.items.flatMap(({ item, leftOut }) => [...missing(leftOut, "exchanges"), ...responseLines(item, page)]),
    ...acceptedPlot(samples, opened, page),
    "",
  ].join("\n");
}

function cells(step: CallCells): string[] {
  return [
    step.line,
    step.since,
    step.pid,
    step.call,
    step.asked,
    step.took,
    step.accepted,
    step.outstanding,
    step.remark,
  ];
}

function painted(text: string, { weight }: TimelineRow, { paint }: Page): string {
  if (weight === "refused") return paint.warning(text);
  if (weight === "end") return paint.strong(text);
  return weight === "read" ? paint.faint(text) : text;
}

/** The subject, which may be a long path, is never broken. */
function responseLines({ subject, outcome, verdict }: NamedResponse, { width, paint }: Page): string[] {
  const name = forTerminal(subject);
  const color = paint[COLORS[verdict]];
  if (name.length + 2 + outcome.length <= width) return [`${name}  ${color(outcome)}`];
  const lines = wrap(outcome, width - 2, "").split("\n");
  return [name, ...lines.map((line) => `  ${color(line)}`)];
}

/** The parts of a title. Each stays whole, however narrow the page is. */
function titleOf({ id, fd, pid, transport, role, protocol, tls, local, peer }: Connection, opened: string | null) {
  const named = tls ? [tls.serverName, tls.applicationProtocols.join(", ")].filter(Boolean).join("; ") : "";
  const speaks = protocol === null || protocol === "http/1" ? "" : `${protocol}${named && ` (${named})`}`;
  const ends = [local, peer].filter(Boolean).join(" <- ");
  const parts = [id, `fd ${fd}`, pid === null ? "" : `pid ${pid}`, `${transport} ${role}`, ends, speaks];
  return [...parts, opened === null ? "" : `opened ${opened}`].filter((part) => part !== "").map(forTerminal);
}
