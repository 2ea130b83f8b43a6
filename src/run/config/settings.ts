import { dirname, relative, resolve } from "node:path";
import type { StreamProtocol } from "../../core/protocols/message-facts.js";
import type { ActiveRules } from "../../core/records/active-rules.js";
import type { RuleLevel } from "../../core/rules/active-rule.js";
import { UnflushedError } from "../../errors.js";
import { type AskedFormat, askFormat, isModule } from "../documents/asked-format.js";
import { say } from "../say.js";
import type { OutputStream } from "../streams.js";
import { activeRulesBy, type RulesSource } from "./active-rules.js";
import type { LoadedConfig } from "./load.js";
import type { ConfigOptions } from "./options.js";

/** The options that choose the configuration and the levels. */
export interface ConfiguredOptions {
  /** A file; false for no configuration; undefined to search for one. */
  readonly config?: string | false;
  readonly rule?: ReadonlyMap<string, RuleLevel>;
  /** Protocols that are not read (`--protocol NAME=off`). */
  readonly protocol?: ReadonlySet<StreamProtocol>;
}

/** The settings that every command that judges captures gets besides its own options. */
export interface RunSettings {
  readonly activeRules: ActiveRules;
  readonly rulesSource: RulesSource;
}

/** The options of a configuration, with paths from the working directory. */
type Configured = Omit<ConfigOptions, "format"> & { readonly format?: readonly AskedFormat[] };

/** The options of a command by their source: the command line, or the defaults. */
export interface BySource<T> {
  readonly given: Partial<T>;
  readonly defaults: Partial<T>;
}

/**
 * The options of a command: from the command line, else from the configuration, else the default.
 *
 * @param warnings takes a sentence about a configuration from outside of the repository
 * @throws UnflushedError (`config-not-found`, `config-invalid`, `config-untrusted`, or `usage` if `--rule` names an unknown rule)
 */
export async function settingsFor<T extends RunSettings>(
  { given, defaults }: BySource<T & ConfiguredOptions>,
  warnings: OutputStream,
): Promise<T> {
  const config = await configFor(given.config, warnings);
  const levels = given.rule ?? new Map<string, RuleLevel>();
  const silenced = given.protocol ?? new Set<StreamProtocol>();
  if (levels.size > 0) await refuseUnknown(levels, config);
  return {
    ...defaults,
    ...(config ? optionsOf(config) : {}),
    ...given,
    activeRules: await activeRulesBy(config, { levels, silenced }),
    rulesSource: { config: config?.file ?? null, levels, silenced },
  } as T;
}

/** The configuration that the user named, or the nearest one; null without one, or if the user wants none. */
export async function configFor(
  asked: string | false | undefined,
  warnings: OutputStream,
): Promise<LoadedConfig | null> {
  if (asked === false) return null;
  const { configIn, findConfig } = await import("./find.js");
  const found = asked === undefined ? findConfig(process.cwd()) : configIn(asked);
  if (!found) return null;
  if (asked === undefined) {
    const { wordOnFound } = await import("./trust.js");
    const word = wordOnFound(found.file, process.cwd());
    if (word !== null) say(warnings, word);
  }
  return (await import("./load.js")).loadConfig(found);
}

async function refuseUnknown(levels: ReadonlyMap<string, RuleLevel>, config: LoadedConfig | null): Promise<void> {
  const { ruleIds } = await import("./load.js");
  const { unknownRule } = await import("./rule-levels.js");
  const ids = ruleIds(config);
  for (const id of levels.keys()) {
    if (!ids.includes(id))
      throw new UnflushedError("usage", `--rule ${id}=${levels.get(id)} names ${unknownRule(id, ids)}`);
  }
}

function optionsOf({ file, options }: LoadedConfig): Configured {
  const { format, baseline, ...others } = options;
  const fromHere = (path: string): string => relative(process.cwd(), resolve(dirname(file), path));
  const asked = format && formatsOf(format, file).map((each) => moved(each, fromHere));
  return { ...others, ...(asked && { format: asked }), ...(baseline && { baseline: fromHere(baseline) }) };
}

/** The same format with paths as they are from the working directory. A module stays one: its path holds a `/`. */
function moved({ format, file }: AskedFormat, fromHere: (path: string) => string): AskedFormat {
  return { format: isModule(format) ? `./${fromHere(format)}` : format, file: file && fromHere(file) };
}

function formatsOf(texts: readonly string[], file: string): AskedFormat[] {
  try {
    return texts.reduce<AskedFormat[]>((before, text) => askFormat(text, before), []);
  } catch (error) {
    if (!(error instanceof UnflushedError)) throw error;
    throw new UnflushedError("config-invalid", `${relative(process.cwd(), file)}: format: ${error.message}`);
  }
}
