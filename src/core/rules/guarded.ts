import type { ActiveRule } from "./active-rule.js";
import { guardedRule } from "./guarded-rule.js";

/**
 * The rules, with a guard around each custom one. When a custom rule throws, or returns what a rule may not return, the
 * error names the rule and its file.
 *
 * @param capture the name of the capture, for the error
 * @throws UnflushedError (`rule-failed`) from `matches` and `message` of a custom rule; the capture is read no further
 */
export function guarded(rules: readonly ActiveRule[], capture: string): readonly ActiveRule[] {
  return rules.map((rule) => (rule.from === null ? rule : guardedRule(rule, capture)));
}
