import type { Level, Rule } from "./rule.js";

/** What a user makes of a rule: its findings get this level, or are none. */
export type RuleLevel = Level | "off";

/** A rule as one run applies it: `level` is what its findings get. */
export interface ActiveRule extends Rule {
  /** The level that its author gave it. */
  readonly defaultLevel: Level;
  /** The file that a custom rule comes from; null for a built-in one. */
  readonly from: string | null;
}

/** The rules that are not off, each with its level; `from` is the file that they come from, null for built-in ones. */
export function applyLevels(
  rules: readonly Rule[],
  levels: ReadonlyMap<string, RuleLevel> = new Map(),
  from: string | null = null,
): ActiveRule[] {
  return rules.flatMap((rule) => {
    const level = levels.get(rule.id) ?? rule.level;
    return level === "off" ? [] : [{ ...rule, level, defaultLevel: rule.level, from }];
  });
}
