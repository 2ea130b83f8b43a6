import { UnflushedError } from "../../errors.js";
import type { Judgement } from "../protocols/judgement.js";
import type { ActiveRule } from "./active-rule.js";
import { LEVELS, type Level } from "./rule.js";

/** A custom rule with a guard around it. @throws see `guarded` */
export function guardedRule(rule: ActiveRule, capture: string): ActiveRule {
  const run = <T>(judgement: Judgement, ask: () => T): T => {
    try {
      return ask();
    } catch (error) {
      const { id, from } = rule;
      throw new UnflushedError(
        "rule-failed",
        `the rule ${id} failed at ${capture}:${judgement.by.line} (${textOfError(error)}): mend it in ${from}, or turn it off with --rule ${id}=off`,
      );
    }
  };
  const { levelOf, adviceOf } = rule;
  return {
    ...rule,
    ...(adviceOf && {
      adviceOf: (judgement) => run(judgement, () => adviceIn(settled(adviceOf(judgement), "adviceOf"))),
    }),
    ...(levelOf && { levelOf: (judgement) => run(judgement, () => levelIn(settled(levelOf(judgement), "levelOf"))) }),
    matches: (judgement) => run(judgement, () => Boolean(settled(rule.matches(judgement), "matches"))),
    message: (judgement) =>
      run(judgement, () => {
        const text = settled(rule.message(judgement), "message");
        if (typeof text !== "string" || text === "") throw new TypeError("message() returned no text");
        return text;
      }),
  };
}

function adviceIn(value: unknown): string | null {
  if (value === null || (typeof value === "string" && value !== "")) return value;
  throw new TypeError("adviceOf() returned neither a text nor null");
}

function levelIn(value: unknown): Level {
  const level = LEVELS.find((each) => each === value);
  if (!level) throw new TypeError(`levelOf() returned no level: ${LEVELS.join(", ")}`);
  return level;
}

/** Rules are synchronous. A promise would count as a match whatever it resolves to, so it is refused. */
function settled<T>(value: T, name: string): T {
  if (!(value instanceof Promise)) return value;
  value.catch(() => {}); // Node ends the process for a rejection that is not handled
  throw new TypeError(`${name}() is asynchronous: a rule answers at once`);
}

/** The first line of what was thrown. */
export function textOfError(error: unknown): string {
  const text =
    error instanceof Error ? `${error.name}: ${error.message}` : typeof error === "string" ? error : "no Error";
  return text.split("\n", 1)[0] ?? "";
}
