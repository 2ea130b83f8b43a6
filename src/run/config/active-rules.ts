import type { FindingRecord, Suppression } from "../../core/records/record.js";
import { type RuleInForce, type RuleLevel, rulesInForce } from "../../core/rules/active-rule.js";
import { rules as builtIn } from "../../core/rules/all.js";
import type { LoadedConfig } from "./load.js";

/** Says why a finding counts no more, or null where it does. */
export type Suppressor = (finding: FindingRecord) => Suppression | null;

/** What findings are looked for, and which of them count. */
export interface Judging {
  readonly rules: readonly RuleInForce[];
  /** The first that has something to say is heard. */
  readonly suppressors: readonly Suppressor[];
}

/** What a judging is made from: unlike it, this can be posted to another thread. */
export interface JudgingSource {
  /** The file of the configuration; null for none. */
  readonly config: string | null;
  /** Levels that the command line gives to rules. */
  readonly levels: ReadonlyMap<string, RuleLevel>;
}

/** The rules and ignores of a configuration, under the levels of the command line. */
export async function judgingBy(config: LoadedConfig | null, levels: JudgingSource["levels"]): Promise<Judging> {
  const inForce = new Map([...(config?.levels ?? []), ...levels]);
  const declared = config?.declared ?? [];
  return {
    rules: [
      ...rulesInForce(builtIn, inForce),
      ...declared.flatMap(({ from, rules }) => rulesInForce(rules, inForce, from)),
    ],
    suppressors:
      config && config.ignores.length > 0 ? [(await import("./ignores.js")).suppressorOf(config.ignores)] : [],
  };
}

/** The rules that there are, also those that are off. */
export function ruleIdsOf({ rules }: Judging): string[] {
  return [...new Set([...builtIn, ...rules].map(({ id }) => id))];
}

/** The judging of another thread, made anew: functions cannot be posted. */
export async function judgingFrom({ config, levels }: JudgingSource): Promise<Judging> {
  if (config === null) return judgingBy(null, levels);
  const { configIn } = await import("./find.js");
  const { loadConfig } = await import("./load.js");
  return judgingBy(await loadConfig(configIn(config)), levels);
}

/** The finding, suppressed where a suppressor says so. */
export function suppressedBy(suppressors: readonly Suppressor[], finding: FindingRecord): FindingRecord {
  for (const suppressor of suppressors) {
    const suppressed = suppressor(finding);
    if (suppressed) return { ...finding, suppressed };
  }
  return finding;
}
