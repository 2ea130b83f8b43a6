import type { Judgement } from "../protocols/judgement.js";

/** From the highest down. */
export const LEVELS = ["error", "warning", "note"] as const;

export type Level = (typeof LEVELS)[number];

/** A rule looks at one decided response and says whether it is the thing that the rule is about. */
export interface Rule {
  readonly id: string;
  readonly level: Level;
  /** What it looks for, in a few words; `docs/rules/<id>.md` tells the whole. */
  readonly summary: string;
  /** What is wrong, in one sentence about this very response. */
  readonly message: (judgement: Judgement) => string;
  /** Why it matters. */
  readonly why: string;
  /** What to do next. */
  readonly advice: string;
  readonly matches: (judgement: Judgement) => boolean;
}

/** Declares a rule: a built-in one stands in a file of its own, named after its id, a custom one in a configuration. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
