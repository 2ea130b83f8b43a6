import type { ConnectionRow } from "./row.js";

/** By what connections can be sorted: what is most, or longest, comes first; a time or an id in its order. */
export const ORDERS = ["lost", "time", "duration", "requests", "id"] as const;

export type ConnectionOrder = (typeof ORDERS)[number];

type Compare = (one: ConnectionRow, other: ConnectionRow) => number;

const COMPARISONS: Readonly<Record<ConnectionOrder, Compare>> = {
  lost: (one, other) => other.lost - one.lost || Number(other.isMoreLost) - Number(one.isMoreLost),
  time: (one, other) => (one.opened ?? Number.POSITIVE_INFINITY) - (other.opened ?? Number.POSITIVE_INFINITY) || 0,
  duration: (one, other) => (other.duration ?? -1) - (one.duration ?? -1),
  requests: (one, other) => other.requests - one.requests,
  id: () => 0,
};

/** Sorts the rows in place; those that are alike by their captures and ids. */
export function sortRows(rows: ConnectionRow[], order: ConnectionOrder): void {
  const compare = COMPARISONS[order];
  rows.sort((one, other) => compare(one, other) || one.capture - other.capture || numberOf(one) - numberOf(other));
}

/** `c12` is 12. */
function numberOf({ id }: ConnectionRow): number {
  return Number(id.slice(1));
}
