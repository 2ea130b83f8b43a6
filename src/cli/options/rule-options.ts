import { type Command, Option } from "commander";
import type { RuleLevel } from "../../core/rules/active-rule.js";
import { suggestion } from "../../core/text/nearest.js";
import { UnflushedError } from "../../errors.js";
import { RULE_LEVELS } from "../../run/config/rule-levels.js";
import type { BySource } from "../../run/config/settings.js";
import { withProtocolOption } from "./protocol-option.js";

/** Adds the options that choose the rules and the configuration. */
export function withRuleOptions(command: Command): Command {
  return withConfigOptions(
    withProtocolOption(command).option(
      "--rule <id=level>",
      "give a rule another level, or turn it off; may be repeated",
      ruleLevel,
    ),
  );
}

export function withConfigOptions(command: Command): Command {
  return command
    .option("--config <file>", "a configuration (default: the nearest unflushed.config.js, .mjs or .json)")
    .option("--no-config", "no configuration");
}

/** Adds what undoes a flag that a configuration may have set. */
export function withUndoing(command: Command, ...flags: readonly string[]): Command {
  for (const flag of flags) command.addOption(new Option(`--no-${flag}`).hideHelp());
  return command;
}

/** The options of a command: those that stand on the command line, and the defaults of others. */
export function bySource<T extends object>(command: Command): BySource<T> {
  const options = Object.entries(command.opts<T>());
  const isGiven = (name: string): boolean => command.getOptionValueSource(name) === "cli";
  return {
    given: Object.fromEntries(options.filter(([name]) => isGiven(name))) as Partial<T>,
    defaults: Object.fromEntries(options.filter(([name]) => !isGiven(name))) as Partial<T>,
  };
}

/** Adds one `--rule ID=LEVEL` to those before it. The last one for a rule counts. */
function ruleLevel(text: string, before: ReadonlyMap<string, RuleLevel> = new Map()): Map<string, RuleLevel> {
  const equals = text.lastIndexOf("=");
  const [id, word] = [text.slice(0, Math.max(0, equals)), text.slice(equals + 1)];
  if (id === "") throw new UnflushedError("usage", `--rule ${text} gives no level: write one, as in ${word}=off`);
  const level = RULE_LEVELS.find((each) => each === word);
  if (level !== undefined) return new Map([...before, [id, level]]);
  const hint = suggestion(word, RULE_LEVELS);
  throw new UnflushedError("usage", `--rule ${text} gives no level${hint}: choose from ${RULE_LEVELS.join(", ")}`);
}
