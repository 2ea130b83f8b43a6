import type { StreamProtocol } from "../../core/protocols/message-facts.js";
import type { ActiveRules } from "../../core/records/active-rules.js";
import { applyLevels, type RuleLevel } from "../../core/rules/active-rule.js";
import { rules as builtIn } from "../../core/rules/all.js";
import type { LoadedConfig } from "./load.js";

/** The source of `ActiveRules`. It holds no functions, so it can be posted to another thread. */
export interface RulesSource {
  /** The file of the configuration; null without one. */
  readonly config: string | null;
  /** The levels from the command line (`--rule`), by rule id. */
  readonly levels: ReadonlyMap<string, RuleLevel>;
  /** See `ActiveRules`. */
  readonly silenced: ReadonlySet<StreamProtocol>;
}

/** The rules and ignores of a configuration. The levels of the command line win over those of the configuration. */
export async function activeRulesBy(
  config: LoadedConfig | null,
  { levels, silenced }: Pick<RulesSource, "levels" | "silenced">,
): Promise<ActiveRules> {
  const effectiveLevels = new Map([...(config?.levels ?? []), ...levels]);
  const declared = config?.declared ?? [];
  return {
    rules: [
      ...applyLevels(builtIn, effectiveLevels),
      ...declared.flatMap(({ from, rules }) => applyLevels(rules, effectiveLevels, from)),
    ],
    suppressors:
      config && config.ignores.length > 0 ? [(await import("./ignores.js")).suppressorOf(config.ignores)] : [],
    silenced,
  };
}

/** Loads the rules again in another thread, because functions cannot be posted. */
export async function loadActiveRules({ config, ...source }: RulesSource): Promise<ActiveRules> {
  if (config === null) return activeRulesBy(null, source);
  const { configIn } = await import("./find.js");
  const { loadConfig } = await import("./load.js");
  return activeRulesBy(await loadConfig(configIn(config)), source);
}
