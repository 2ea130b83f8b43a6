import { UnflushedError } from "../../errors.js";
import type { Judgement } from "../protocols/judgement.js";
import type { ActiveRule } from "./active-rule.js";

/**
 * The rules, with the custom ones made to say who is at fault: one that throws, or answers what no rule may, ends the
 * reading of the capture with `rule-failed`.
 *
 * @param capture how the capture is called
 */
export function guarded(rules: readonly ActiveRule[], capture: string): readonly ActiveRule[] {
  return rules.map((rule) => (rule.from === null ? rule : guardedRule(rule, capture)));
}

function guardedRule(rule: ActiveRule, capture: string): ActiveRule {
  const run = <T>(judgement: Judgement, ask: () => T): T => {
    try {
      return ask();
    } catch (error) {
      const { id, from } = rule;
      throw new UnflushedError(
        "rule-failed",
        `the rule ${id} failed at ${capture}:${judgement.by.line} (${messageOf(error)}): mend it in ${from}, or turn it off with --rule ${id}=off`,
      );
    }
  };
  return {
    ...rule,
    matches: (judgement) => run(judgement, () => Boolean(settled(rule.matches(judgement), "matches"))),
    message: (judgement) =>
      run(judgement, () => {
        const text = settled(rule.message(judgement), "what");
        if (typeof text !== "string" || text === "") throw new TypeError("what() returned no text");
        return text;
      }),
  };
}

/** Nobody waits for a promise here: it would count as a match, whatever it comes to. */
function settled<T>(value: T, name: string): T {
  if (!(value instanceof Promise)) return value;
  value.catch(() => {}); // or Node ends the process for it
  throw new TypeError(`${name}() is asynchronous: a rule answers at once`);
}

/** The first line of what was thrown. */
export function messageOf(error: unknown): string {
  const text =
    error instanceof Error ? `${error.name}: ${error.message}` : typeof error === "string" ? error : "no Error";
  return text.split("\n", 1)[0] ?? "";
}
