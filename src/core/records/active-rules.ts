import type { StreamProtocol } from "../protocols/message-facts.js";
import type { ActiveRule } from "../rules/active-rule.js";
import { rules as builtIn } from "../rules/all.js";
import type { FindingRecord, Suppression } from "./record.js";

/** Returns why a finding does not count, or null if it counts. */
export type Suppressor = (finding: FindingRecord) => Suppression | null;

/** The rules that a run applies, and the findings that it suppresses. */
export interface ActiveRules {
  readonly rules: readonly ActiveRule[];
  /** In order: the first one that returns a reason wins. */
  readonly suppressors: readonly Suppressor[];
  /** Protocols that are not read (`--protocol NAME=off`). */
  readonly silenced: ReadonlySet<StreamProtocol>;
}

/** The ids of all rules, including built-in rules that are off. */
export function ruleIdsOf({ rules }: ActiveRules): string[] {
  return [...new Set([...builtIn, ...rules].map(({ id }) => id))];
}

/** The finding, marked as suppressed if one of the suppressors returns a reason. */
export function suppressedBy(suppressors: readonly Suppressor[], finding: FindingRecord): FindingRecord {
  for (const suppressor of suppressors) {
    const suppressed = suppressor(finding);
    if (suppressed) return { ...finding, suppressed };
  }
  return finding;
}
