import type { RuleLevel } from "../../rules/active-rule.js";
import type { Rule } from "../../rules/rule.js";
import { cutOff, visible } from "../../text/escape.js";
import type { Page } from "../../text/page.js";
import { wrap } from "../../text/wrap.js";

/** A rule as it is explained: with what its findings get, and the file of a custom one. */
export type ExplainedRule = Pick<Rule, "id" | "summary" | "why" | "advice"> & {
  readonly level: RuleLevel;
  readonly from: string | null;
};

/** Every rule on a line. */
export function rulesText(rules: readonly ExplainedRule[], { width, paint }: Page): string {
  const column = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(({ id, level, summary: flags }) => {
      const color = level === "off" ? paint.faint : paint[level];
      const words = paint.faint(cutOff(visible(flags), width - column - 11));
      return `${color(level.padEnd(7))}  ${id.padEnd(column)}  ${words}\n`;
    })
    .join("");
}

/** A custom rule, which has no page: all that it says of itself. */
export function customRuleText(
  { id, level, summary: flags, why, advice: next, from }: ExplainedRule,
  page: Page,
): string {
  const paragraphs = [`Level: ${level}; declared in ${from}.`, `Flags ${flags}.`, `Why: ${why}.`, `Next: ${next}.`];
  const texts = paragraphs.map((text) => wrap(visible(text), page.width, ""));
  return `${[page.paint.strong(id), ...texts].join("\n\n")}\n`;
}
