import { addLoss, type LossCounts, noLoss } from "../analysis/groups.js";
import type { Summary } from "../analysis/model.js";

/** Responses of one kind, by its name. Those that came short from another hop are responses, and not truncated: that is counted there. */
export interface LossRow extends LossCounts {
  readonly name: string;
  /** True if several kinds share the row, so that the name is not that of a kind. */
  readonly isRest: boolean;
}

/** What was lost by one property. */
export interface LossTable {
  readonly by: string;
  /** What its first count is of. */
  readonly unit: "findings" | "responses";
  /** What lost most first. */
  readonly rows: readonly LossRow[];
}

/** True if there is anything to report: several captures, and truncated responses. */
export function hasLosses({ captures, truncated, echoes }: Summary): boolean {
  return captures > 1 && truncated > echoes;
}

/** What was lost by rule, server and status: the first `most` of each, and the others together. */
export function lossTables({ rules, servers, otherServers, statuses }: Summary, most: number): LossTable[] {
  const tables: LossTable[] = [
    {
      by: "rule",
      unit: "findings",
      rows: rowsOf(
        rules.map(({ rule, findings, ...loss }) => ({ name: rule, ...loss, responses: findings })),
        most,
      ),
    },
    {
      by: "server",
      unit: "responses",
      rows: rowsOf(
        servers.map(({ address, ...loss }) => ({ name: address ?? "address unknown", ...loss })),
        most,
        otherServers,
      ),
    },
    {
      by: "status",
      unit: "responses",
      rows: rowsOf(
        statuses.map(({ status, ...loss }) => ({ name: status === null ? "head cut off" : String(status), ...loss })),
        most,
      ),
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

function rowsOf(
  kinds: readonly (LossCounts & { readonly name: string })[],
  most: number,
  others = noLoss(),
): LossRow[] {
  const cut = kinds.map(lostHere).filter(({ truncated }) => truncated > 0);
  const rest = { ...lostHere(others) };
  for (const kind of cut.slice(most)) addLoss(rest, kind);
  const rows = cut.slice(0, most).map((kind) => ({ ...kind, isRest: false }));
  return rest.truncated > 0 ? [...rows, { name: restName(cut.length - most, others), ...rest, isRest: true }] : rows;
}

function lostHere<T extends LossCounts>(kind: T): T {
  return { ...kind, truncated: kind.truncated - kind.echoes };
}

function restName(count: number, others: LossCounts): string {
  return count > 0 && others.responses === 0 ? `${count} others` : "all others";
}
