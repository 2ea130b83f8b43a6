import type { ExchangeRow, ShownConnection } from "../model/shown-connection.js";
import { rankOf, VERDICTS_BY_RANK } from "../model/verdicts.js";

/**
 * The connections whose record has come, as lanes: those with the worst verdict and the largest loss first, or as they were opened.
 *
 * @param keeps which exchanges are shown; null for all. A connection of which none is left has no lane.
 */
export function orderedLanes(
  connections: readonly ShownConnection[],
  isByTime: boolean,
  keeps: ((row: ExchangeRow) => boolean) | null,
): ShownConnection[] {
  const shown = connections.filter(({ record, rows }) => record !== null && (keeps === null || rows.some(keeps)));
  const keyed = shown.map((connection) => ({ connection, ...worstOf(connection), opened: openedAt(connection) }));
  const time = (one: (typeof keyed)[number], other: (typeof keyed)[number]): number =>
    one.connection.capture - other.connection.capture || one.opened - other.opened;
  keyed.sort((one, other) => (isByTime ? 0 : one.rank - other.rank || other.lost - one.lost) || time(one, other));
  return keyed.map(({ connection }) => connection);
}

/** The rank of its worst exchange, and what it lost. A connection without exchanges comes last. */
function worstOf({ rows, findings }: ShownConnection): { readonly rank: number; readonly lost: number } {
  let rank = rows.length === 0 && findings.length === 0 ? VERDICTS_BY_RANK.length : VERDICTS_BY_RANK.length - 1;
  let lost = 0;
  for (const row of rows) {
    rank = Math.min(rank, rankOf(row.verdict));
    lost += row.lost ?? 0;
  }
  return { rank, lost };
}

function openedAt({ record }: ShownConnection): number {
  return record?.opened.time ?? record?.opened.line ?? 0;
}
