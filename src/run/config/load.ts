import type { RuleLevel } from "../../core/rules/active-rule.js";
import { rules as builtIn } from "../../core/rules/all.js";
import type { Ignore } from "./config.js";
import { configField } from "./config-field.js";
import { rulesIn } from "./custom-rules.js";
import { callName, type Found } from "./find.js";
import { ignoresIn } from "./ignores.js";
import { importModule } from "./import-module.js";
import { type ConfigOptions, optionsIn } from "./options.js";
import { type Declared, rulesOfPlugins } from "./plugins.js";
import { levelsIn } from "./rule-levels.js";

/** A configuration that was read and checked, with the rules of its plugins. */
export interface LoadedConfig {
  /** The absolute path of the file. */
  readonly file: string;
  readonly options: ConfigOptions;
  readonly levels: ReadonlyMap<string, RuleLevel>;
  readonly ignores: readonly Ignore[];
  /** The custom rules: first those of the plugins, then its own. */
  readonly declared: readonly Declared[];
}

/**
 * Reads a configuration. It runs the configuration if that is a module, and it runs the plugins.
 *
 * @throws UnflushedError (`config-invalid`) if the configuration or a plugin is not valid
 */
export async function loadConfig(found: Found): Promise<LoadedConfig> {
  const { file } = found;
  const name = callName(file);
  const root = configField(name, found.kind === "data" ? found.value : await exportedBy(file, name));
  const options = optionsIn(root);
  const taken = new Set(builtIn.map(({ id }) => id));
  const ofPlugins = await rulesOfPlugins(root.at("plugins"), file, taken);
  const declared = [...ofPlugins, { from: name, rules: rulesIn(root.at("customRules"), taken) }];
  const ids = [...taken];
  return {
    file,
    options,
    levels: levelsIn(root.at("rules"), ids),
    ignores: ignoresIn(root.at("ignores"), ids),
    declared,
  };
}

/** The ids of the built-in rules and of the custom rules. */
export function ruleIds(config: LoadedConfig | null): string[] {
  const declared = config?.declared.flatMap(({ rules }) => rules) ?? [];
  return [...builtIn, ...declared].map(({ id }) => id);
}

async function exportedBy(file: string, name: string): Promise<unknown> {
  const { default: exported } = await importModule(file);
  if (exported === undefined) throw configField(name, exported).wrong("is not exported: write export default { ... }");
  return exported;
}
