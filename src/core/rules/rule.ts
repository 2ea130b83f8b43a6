import type { Judgement } from "../protocols/judgement.js";

/** From the highest to the lowest. */
export const LEVELS = ["error", "warning", "note"] as const;

export type Level = (typeof LEVELS)[number];

/** A rule looks at one judged response and decides whether to report it. */
export interface Rule {
  readonly id: string;
  /** The level of its findings, unless `levelOf` states another one. */
  readonly level: Level;
  /**
   * True if it matches no plain response: a whole one of which the kernel refused nothing, and that is in no doubt. There are very
   * many, so no judgement is made of them if no rule looks at them.
   */
  readonly ignoresPlain?: true;
  /** The level of the finding about this judgement. A level that the user sets for the rule overrides it. */
  readonly levelOf?: (judgement: Judgement) => Level;
  /** What the rule looks for, in a few words. `docs/reference/rules/<id>.md` explains the rule. */
  readonly summary: string;
  /** What is wrong, in one sentence about this response. */
  readonly message: (judgement: Judgement) => string;
  /** Why it matters. */
  readonly why: string;
  /** What to do next. */
  readonly advice: string;
  /** What to do next about this judgement, in place of `advice`, if the capture shows more; null if it does not. */
  readonly adviceOf?: (judgement: Judgement) => string | null;
  readonly matches: (judgement: Judgement) => boolean;
}

/** Declares a rule. A built-in rule has a file named after its id; a custom rule stands in a configuration. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
