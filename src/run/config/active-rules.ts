import type { FindingRecord, Suppression } from "../../core/records/record.js";
import { type ActiveRule, applyLevels, type RuleLevel } from "../../core/rules/active-rule.js";
import { rules as builtIn } from "../../core/rules/all.js";
import type { LoadedConfig } from "./load.js";

/** Says why a finding counts no more, or null where it does. */
export type Suppressor = (finding: FindingRecord) => Suppression | null;

/** What findings are looked for, and which of them count. */
export interface ActiveRules {
  readonly rules: readonly ActiveRule[];
  /** The first that has something to say is heard. */
  readonly suppressors: readonly Suppressor[];
}

/** What a judging is made from: unlike it, this can be posted to another thread. */
export interface RulesSource {
  /** The file of the configuration; null for none. */
  readonly config: string | null;
  /** Levels that the command line gives to rules. */
  readonly levels: ReadonlyMap<string, RuleLevel>;
}

/** The rules and ignores of a configuration, under the levels of the command line. */
export async function activeRulesBy(config: LoadedConfig | null, levels: RulesSource["levels"]): Promise<ActiveRules> {
  const inForce = new Map([...(config?.levels ?? []), ...levels]);
  const declared = config?.declared ?? [];
  return {
    rules: [
      ...applyLevels(builtIn, inForce),
      ...declared.flatMap(({ from, rules }) => applyLevels(rules, inForce, from)),
    ],
    suppressors:
      config && config.ignores.length > 0 ? [(await import("./ignores.js")).suppressorOf(config.ignores)] : [],
  };
}

/** The rules that there are, also those that are off. */
export function ruleIdsOf({ rules }: ActiveRules): string[] {
  return [...new Set([...builtIn, ...rules].map(({ id }) => id))];
}

/** The judging of another thread, made anew: functions cannot be posted. */
export async function loadActiveRules({ config, levels }: RulesSource): Promise<ActiveRules> {
  if (config === null) return activeRulesBy(null, levels);
  const { configIn } = await import("./find.js");
  const { loadConfig } = await import("./load.js");
  return activeRulesBy(await loadConfig(configIn(config)), levels);
}

/** The finding, suppressed where a suppressor says so. */
export function suppressedBy(suppressors: readonly Suppressor[], finding: FindingRecord): FindingRecord {
  for (const suppressor of suppressors) {
    const suppressed = suppressor(finding);
    if (suppressed) return { ...finding, suppressed };
  }
  return finding;
}
