import type { Level, Rule } from "./rule.js";

/** The level a user sets; `off` disables the rule. */
export type RuleLevel = Level | "off";

/** A rule as one run applies it. It has no `levelOf` when the user has set its level. */
export interface ActiveRule extends Rule {
  /** The level in the rule's own declaration. */
  readonly defaultLevel: Level;
  /** The file of a custom rule; null for a built-in rule. */
  readonly from: string | null;
}

/**
 * The rules that are not `off`, each with its level.
 *
 * @param levels what the user sets, by rule id
 * @param from the file that the rules come from; null for built-in rules
 */
export function applyLevels(
  rules: readonly Rule[],
  levels: ReadonlyMap<string, RuleLevel> = new Map(),
  from: string | null = null,
): ActiveRule[] {
  return rules.flatMap((rule) => {
    const { levelOf, ...declared } = rule;
    const set = levels.get(rule.id);
    if (set === "off") return [];
    const known = { ...declared, level: set ?? rule.level, defaultLevel: rule.level, from };
    return set === undefined && levelOf ? [{ ...known, levelOf }] : [known];
  });
}
