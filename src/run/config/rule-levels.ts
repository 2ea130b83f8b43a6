import type { RuleLevel } from "../../core/rules/active-rule.js";
import { suggestion } from "../../core/text/nearest.js";
import type { Field } from "../field.js";

/** The levels that a user may set. */
export const RULE_LEVELS = ["off", "note", "warning", "error"] as const satisfies readonly RuleLevel[];

/**
 * Reads the levels of rules.
 *
 * @param ids the ids of all rules
 * @throws UnflushedError (`config-invalid`) if a level is not valid, or if the rule is not among `ids`
 */
export function levelsIn(rules: Field, ids: readonly string[]): Map<string, RuleLevel> {
  const levels = new Map<string, RuleLevel>();
  if (!rules.isGiven) return levels;
  for (const [id, level] of rules.entries()) {
    if (!ids.includes(id)) throw level.wrong(`is ${unknownRule(id, ids)}`);
    levels.set(id, level.oneOf(RULE_LEVELS, "level"));
  }
  return levels;
}

/** The end of a sentence: `an unknown rule (did you mean race-window?): unflushed rules lists all rules`. */
export function unknownRule(id: string, ids: readonly string[]): string {
  return `an unknown rule${suggestion(id, ids)}: unflushed rules lists all rules`;
}
