import type { Connection } from "../analysis/model.js";
import type { CallCells } from "../records/step.js";
import { clip, cutOff } from "../text/escape.js";
import type { Page } from "../text/page.js";
import { grouped } from "../text/quantities.js";
import { table } from "../text/table.js";
import { acceptedPlot } from "./plot.js";
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

/** Prints the calls of a connection in order, the verdict on each response, and a plot of the accepted bytes. */
export function timelineText({ connection, rows, exchanges, samples }: Timeline, page: Page): string {
  const { width, paint } = page;
  const kept = rows.items;
  const isOneThread = new Set(kept.map(({ item }) => item.step.pid)).size === 1; // the title shows it
  const steps = [HEADINGS, ...kept.map(({ item }) => item.step)].map((step) =>
    isOneThread ? { ...step, pid: "" } : step,
  );
  const [heading = "", ...texts] = table(steps.map(cells), NUMERIC).map((row) => cutOff(row, width));
  const missing = (count: number, what: string): string[] =>
    count === 0 ? [] : [paint.faint(cutOff(`... ${grouped(count)} ${what} left out`, width))];
  return [
    paint.strong(clip(titleOf(connection), width)),
    paint.faint(heading),
    ...kept.flatMap(({ item, leftOut }, index) => [
      ...missing(leftOut, "calls"),
      painted(texts[index] ?? "", item, page),
    ]),
    ...exchanges.items.flatMap(({ item, leftOut }) => [...missing(leftOut, "exchanges"), clip(item, width)]),
    acceptedPlot(samples.all, samples.declared, samples.end, samples.endedBy, page),
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

function titleOf({ id, fd, pid, transport, role, protocol, tls, local, peer }: Connection): string {
  const named = tls ? [tls.serverName, tls.applicationProtocols.join(", ")].filter(Boolean).join("; ") : "";
  const speaks = protocol === null || protocol === "http/1" ? "" : `  ${protocol}${named && ` (${named})`}`;
  const ends = [local, peer].filter(Boolean).join(" <- ");
  return `${id}  fd ${fd}${pid === null ? "" : `  pid ${pid}`}  ${transport} ${role}  ${ends}${speaks}`;
}
