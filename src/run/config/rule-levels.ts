import type { RuleLevel } from "../../core/rules/active-rule.js";
import { suggestion } from "../../core/text/nearest.js";
import type { Field } from "../field.js";

export const RULE_LEVELS = ["off", "note", "warning", "error"] as const satisfies readonly RuleLevel[];

/** @throws UnflushedError (`config-invalid`), also where one is about a rule that is not among `ids` */
export function levelsIn(rules: Field, ids: readonly string[]): Map<string, RuleLevel> {
  const levels = new Map<string, RuleLevel>();
  if (!rules.isGiven) return levels;
  for (const [id, level] of rules.entries()) {
    if (!ids.includes(id)) throw level.wrong(`is ${noRule(id, ids)}`);
    levels.set(id, level.oneOf(RULE_LEVELS, "level"));
  }
  return levels;
}

/** `no rule (did you mean X?): ...` */
export function noRule(id: string, ids: readonly string[]): string {
  return `no rule${suggestion(id, ids)}: unflushed rules lists those that there are`;
}
