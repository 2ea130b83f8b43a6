import { isAbsolute, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ActiveRule } from "../../core/rules/active-rule.js";
import type { Rule } from "../../core/rules/rule.js";
import type { Field } from "../field.js";
import { configField } from "./config-field.js";
import { rulesIn } from "./custom-rules.js";
import { callName } from "./find.js";
import { importModule } from "./import-module.js";

/** Custom rules, and the file that declares them. */
export interface Declared {
  readonly from: ActiveRule["from"] & string;
  readonly rules: readonly Rule[];
}

/**
 * Loads the rules of the plugins. A plugin is a path from the folder of the configuration, or a package that is
 * installed there.
 *
 * @param taken the ids of all rules so far; the function adds the ids of the plugins' rules
 * @throws UnflushedError (`config-invalid`) if a plugin is not found, throws, or exports no valid rules
 */
export async function rulesOfPlugins(plugins: Field, config: string, taken: Set<string>): Promise<Declared[]> {
  if (!plugins.isGiven) return [];
  const declared: Declared[] = [];
  for (const plugin of plugins.list()) {
    const file = await fileOf(plugin, config);
    const module = await importModule(file);
    const from = callName(file);
    const exported = module.rules ?? (module.default as { rules?: unknown } | undefined)?.rules;
    if (exported === undefined) throw plugin.wrong(`is ${plugin.shown}, which exports no rules: export them as rules`);
    declared.push({ from, rules: rulesIn(configField(from, { rules: exported }).at("rules"), taken) });
  }
  return declared;
}

async function fileOf(plugin: Field, config: string): Promise<string> {
  const name = plugin.text();
  if (/^\.\.?\//.test(name) || isAbsolute(name)) return resolve(config, "..", name);
  const { resolve: resolvePackage } = await import("import-meta-resolve");
  try {
    return fileURLToPath(resolvePackage(name, pathToFileURL(config).href));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw plugin.wrong(
      `is ${plugin.shown}, which cannot be resolved (${code}): install it, or give a path that begins with ./`,
    );
  }
}
