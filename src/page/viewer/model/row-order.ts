import type { ExchangeRow } from "./shown-connection.js";
import { rankOf } from "./verdicts.js";

export const SORT_KEYS = [
  "time",
  "peer",
  "request",
  "declared",
  "accepted",
  "lost",
  "silence",
  "verdict",
  "origin",
] as const;

export type SortKey = (typeof SORT_KEYS)[number];

/** By which column rows are sorted. */
export interface RowOrder {
  readonly by: SortKey;
  readonly isDescending: boolean;
}

/** The worst verdict first, and of it the largest loss. */
export const WORST_VERDICT_FIRST: RowOrder = { by: "verdict", isDescending: false };

/** A sorted copy. Rows that have no value in the column come last. */
export function sortedRows(rows: readonly ExchangeRow[], { by, isDescending }: RowOrder): ExchangeRow[] {
  const value = VALUES[by];
  const keyed = rows.map((row) => ({ row, key: value(row) }));
  const sign = isDescending ? -1 : 1;
  keyed.sort((one, other) => {
    if (one.key === null || other.key === null) {
      return Number(one.key === null) - Number(other.key === null) || one.row.order - other.row.order;
    }
    if (one.key !== other.key) return one.key < other.key ? -sign : sign;
    return (by === "verdict" ? (other.row.lost ?? 0) - (one.row.lost ?? 0) : 0) || one.row.order - other.row.order;
  });
  return keyed.map(({ row }) => row);
}

const VALUES: Readonly<Record<SortKey, (row: ExchangeRow) => number | string | null>> = {
  time: ({ time, line }) => time ?? line,
  peer: ({ connection }) => connection.record?.peer ?? null,
  request: ({ subject }) => subject,
  declared: ({ declared }) => declared,
  accepted: ({ accepted }) => accepted,
  lost: ({ lost }) => lost,
  silence: ({ silence }) => silence,
  verdict: ({ verdict }) => rankOf(verdict),
  origin: ({ origin }) => origin || null,
};
