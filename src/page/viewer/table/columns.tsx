import type { ComponentChildren } from "preact";
import { duration } from "../../../core/text/duration.js";
import { grouped } from "../../../core/text/quantities.js";
import { wallClock } from "../../../core/text/wall-clock.js";
import type { SortKey } from "../model/row-order.js";
import type { ExchangeRow } from "../model/shown-connection.js";
import { VERDICT_LOOKS } from "../model/verdicts.js";
import { Traced } from "../text/traced.js";
import { VerdictMark } from "./verdict-mark.js";

/** What cells need besides their row. */
export interface RowContext {
  /** The day of `--date`. */
  readonly date: string | null;
  /** True if a place names its capture. */
  readonly hasSeveral: boolean;
}

/** A column of the table of exchanges. */
export interface Column {
  readonly key: SortKey;
  readonly heading: string;
  readonly isNumber: boolean;
  readonly cell: (row: ExchangeRow, context: RowContext) => ComponentChildren;
}

/** No cell has room for more of a text. */
const MOST = 160;

export const COLUMNS: readonly Column[] = [
  { key: "time", heading: "Time", isNumber: false, cell: timeOfRow },
  {
    key: "peer",
    heading: "Peer",
    isNumber: false,
    cell: ({ connection: { capture, id, record } }, { hasSeveral }) => (
      <>
        <span class="id">{hasSeveral ? `${capture}.${id}` : id}</span> <Traced text={record?.peer ?? ""} most={MOST} />
      </>
    ),
  },
  {
    key: "request",
    heading: "Request",
    isNumber: false,
    cell: ({ subject, status }) => (
      <>
        <Traced text={subject} most={MOST} />
        {status !== null && <span class="status"> {status}</span>}
      </>
    ),
  },
  { key: "declared", heading: "Declared", isNumber: true, cell: ({ declared }) => bytes(declared) },
  { key: "accepted", heading: "Accepted", isNumber: true, cell: ({ accepted }) => bytes(accepted) },
  { key: "lost", heading: "Lost", isNumber: true, cell: ({ lost }) => (lost === 0 ? "" : grouped(lost)) },
  {
    key: "silence",
    heading: "Silence before the end",
    isNumber: true,
    cell: ({ silence }) => (silence === null ? "" : duration(silence)),
  },
  {
    key: "verdict",
    heading: "Verdict",
    isNumber: false,
    cell: ({ verdict, cause }) => (
      <>
        <VerdictMark verdict={verdict} />
        {VERDICT_LOOKS[verdict].words}
        {cause !== null && <span class="cause"> {cause}</span>}
      </>
    ),
  },
  { key: "origin", heading: "Origin", isNumber: false, cell: ({ origin }) => origin },
];

/** The time of day; without times the line. */
function timeOfRow({ time, line, connection }: ExchangeRow, { date }: RowContext): string {
  const at = wallClock(time, connection.record?.clock ?? null, date)
    ?.split("T")
    .at(-1);
  return at ?? (line === null ? "" : `line ${grouped(line)}`);
}

function bytes(count: number | null): string {
  return count === null ? "" : grouped(count);
}
