import type { Progress } from "../analysis/analyzer.js";
import type { Connection } from "../analysis/model.js";
import { bytes } from "../rules/words.js";
import type { SocketEvent } from "../sockets/event.js";
import { clip, cutOff } from "./escape.js";
import type { Page } from "./finding-text.js";
import { acceptedPlot, type Sample } from "./plot.js";
import { type Step, stepOf } from "./step.js";
import { table } from "./table.js";

/** One thing that happened on a connection, and how far its response was after it. */
export interface Happening {
  readonly event: SocketEvent;
  readonly progress: Progress;
}

const HEADINGS: Step = {
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

/** A connection's calls in order, then what became of its responses, then accepted bytes over time. */
export function timelineText(connection: Connection, happenings: readonly Happening[], page: Page): string {
  const { width, paint } = page;
  const steps = happenings.map(({ event, progress }) => stepOf(event, connection.opened.time, progress));
  const isOneThread = new Set(steps.map(({ pid }) => pid)).size === 1; // the title names it already
  const shown = [HEADINGS, ...steps].map((step) => (isOneThread ? { ...step, pid: "" } : step));
  const [heading = "", ...rows] = table(shown.map(cells), NUMERIC).map((row) => cutOff(row, width));
  return [
    paint.strong(clip(titleOf(connection), width)),
    paint.faint(heading),
    ...rows.map((row, index) => colored(row, happenings[index]?.event, page)),
    ...connection.exchanges.map((_, index) => clip(exchangeLine(connection, index), width)),
    plotOf(happenings, width),
    "",
  ].join("\n");
}

function cells(step: Step): string[] {
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

function colored(row: string, event: SocketEvent | undefined, { paint }: Page): string {
  if (event?.kind === "write" && event.accepted < (event.asked ?? 0)) return paint.warning(row);
  if (event?.kind === "shutdown" || event?.kind === "end") return paint.strong(row);
  return event?.kind === "read" ? paint.faint(row) : row;
}

function titleOf({ id, fd, pid, transport, role, local, peer }: Connection): string {
  const ends = [local, peer].filter(Boolean).join(" <- ");
  return `${id}  fd ${fd}${pid === null ? "" : `  pid ${pid}`}  ${transport} ${role}  ${ends}`;
}

function exchangeLine({ exchanges }: Connection, index: number): string {
  const exchange = exchanges[index];
  if (!exchange) return "";
  const { request, response, verdict, cause, outstandingBytes } = exchange;
  const asked = request ? `${request.method} ${request.target}` : "(request not seen)";
  const lost = verdict === "truncated" ? ` by ${cause}, ${bytes(outstandingBytes)} bytes outstanding` : "";
  return `${asked} -> ${response?.status ?? "?"}  ${verdict}${lost}`;
}

/** The plot of the last response that has a body; earlier ones on the connection have rows of their own above. */
function plotOf(happenings: readonly Happening[], width: number): string {
  const samples: Sample[] = [];
  let end: Sample | null = null;
  let name = "end";
  let declared: number | null = null;
  for (const [index, { event, progress }] of happenings.entries()) {
    const at = event.time ?? index;
    if (event.kind === "open") samples.push({ at, accepted: 0 });
    if (event.kind === "write" && progress.accepted !== null) {
      samples.push({ at, accepted: progress.accepted });
      declared = progress.declared;
    }
    const isEnd = (event.kind === "shutdown" && event.error === null && event.how !== "rd") || event.kind === "end";
    if (!isEnd || end || samples.length === 0) continue;
    end = { at, accepted: samples.at(-1)?.accepted ?? 0 };
    name = event.kind === "shutdown" ? `SHUT_${event.how.toUpperCase()}` : event.by;
  }
  if (samples.length < 1 || samples.every(({ accepted }) => accepted === 0)) return "";
  return acceptedPlot(samples, declared, end, name, width);
}
