import { addressOf } from "../../../core/analysis/echo.js";
import { askedTime, dayNumber } from "../../../core/filter/asked-time.js";
import { Filter } from "../../../core/filter/filter.js";
import { type StatusRange, statusRange } from "../../../core/filter/status-range.js";
import type { Verdict } from "../../../core/protocols/exchange.js";
import { visibleBytes } from "../../../core/text/escape.js";
import { AskedTimes } from "./asked-times.js";
import type { RunModel } from "./run-model.js";
import type { ExchangeRow } from "./shown-connection.js";

/** The words that a filter knows: those of the command line's options. */
const FILTER_WORDS: ReadonlySet<string> = new Set([
  ...["target", "peer", "server", "status", "pid", "min-lost", "connection"],
  ...["since", "until"],
]);

const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

/** What a text box asks for, and what of it is not understood. */
export interface RowFilter {
  readonly keeps: (row: ExchangeRow) => boolean;
  /** Why the text asks for nothing; empty if it is understood. */
  readonly problem: string;
}

/**
 * Reads the text of the box: words such as `target=/images/*`, `status=5xx` or `min-lost=64KiB`, with commas for several values, as the options
 * of the command line have them. Any other word has to be a part of the request, of the peer or of the connection's id.
 *
 * @param verdicts those that are shown
 * @param model says what times are on the clocks of its captures
 */
export function rowFilter(
  text: string,
  verdicts: ReadonlySet<Verdict>,
  model: Pick<RunModel, "connections" | "date">,
): RowFilter {
  const plain: string[] = [];
  const asked = new Map<string, string[]>();
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const [, name = "", value = ""] = /^(?:--)?([a-z-]+)=(.+)$/.exec(word) ?? [];
    if (name !== "" && FILTER_WORDS.has(name)) asked.set(name, value.split(","));
    else plain.push(word.toLowerCase());
  }
  const statuses = (asked.get("status") ?? []).map(statusRange);
  const leastLost = asked.has("min-lost") ? bytesOf(asked.get("min-lost")?.[0] ?? "") : undefined;
  const pids = asked.get("pid")?.map(Number);
  const [since, until] = (["since", "until"] as const).map((end) =>
    asked.has(end) ? askedTime(asked.get(end)?.[0] ?? "") : undefined,
  );
  const problem =
    since === null || until === null || statuses.includes(null) || leastLost === null || pids?.some(Number.isNaN)
      ? "not understood: write status=5xx, min-lost=64KiB, pid=1234, since=14:02:10"
      : "";
  const filter = new Filter({
    connection: asked.get("connection")?.[0],
    target: asked.get("target"),
    peer: asked.get("peer"),
    server: asked.get("server"),
    pid: pids,
    status: asked.has("status") ? statuses.filter((each): each is StatusRange => each !== null) : undefined,
    minLost: leastLost ?? undefined,
  });
  const times = new AskedTimes(
    { since: since ?? undefined, until: until ?? undefined },
    model.connections,
    model.date === null ? null : dayNumber(model.date),
  );
  return {
    problem: problem || times.problem,
    keeps: (row) => verdicts.has(row.verdict) && isAsked(row, filter, times) && holdsAll(row, plain),
  };
}

function isAsked(row: ExchangeRow, filter: Filter, times: AskedTimes): boolean {
  const { connection, target, status, verdict, time, lost } = row;
  const { record } = connection;
  const ends = record ?? { id: connection.id, pid: null, role: "unknown" as const, local: null, peer: null };
  const response = { target, status, verdict, time, lostBytes: lost };
  return filter.isConnection(ends) && filter.isResponse(response, times.windowIn(connection.capture));
}

function holdsAll(row: ExchangeRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { record, id } = row.connection;
  const server = record ? addressOf(record) : null;
  const text =
    `${visibleBytes(row.subject)}\n${record?.peer ?? ""}\n${server ?? ""}\n${id}\n${row.verdict}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Null if the text is not a size. */
function bytesOf(text: string): number | null {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)([a-z]*)$/i.exec(text) ?? [];
  const factor = UNITS[unit.toLowerCase()];
  return number === undefined || factor === undefined ? null : Math.round(Number(number) * factor);
}
